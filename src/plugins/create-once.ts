/** Calls `create` when its product is first wanted, and again only after it has failed. */
export function createOnce<Product>(create: () => Promise<Product>): () => Promise<Product> {
  let product: Promise<Product> | null = null;
  return () => {
    product ??= create().catch((error: unknown) => {
      product = null;
      throw error;
    });
    return product;
  };
}
