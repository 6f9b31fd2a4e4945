import type { Call } from './call.js';
import { lookUp } from './lookup.js';
import type { SirportlyDepartment } from './desk-model.js';
import { notFound } from './refusal.js';

/**
 * The department that a parameter names: by id, or by name among those of the brand sent with it. Without a brand a
 * name finds nothing.
 * @throws Refusal 404
 */
export function lookUpDepartment({ data, parameters }: Call, text: string): SirportlyDepartment {
  const byId = lookUpDepartmentById(data.departments, text);
  if (byId) return byId;
  const brandText = parameters.get('brand');
  if (brandText === null) throw notFound('department');
  const brand = lookUp(data.brands, brandText, 'brand');
  return lookUp(
    data.departments.filter(({ brandId }) => brandId === brand.id),
    text,
    'department',
  );
}

/** Null when the text is not the id of one. */
export function lookUpDepartmentById(
  departments: readonly SirportlyDepartment[],
  text: string,
): SirportlyDepartment | null {
  return departments.find(({ id }) => String(id) === text.trim()) ?? null;
}
