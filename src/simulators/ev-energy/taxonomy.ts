/** The categories the ev.energy v2 API publishes, with their labels. */
export const categories = [
  { value: 'ACCOUNT', label: 'Account' },
  { value: 'CHARGER', label: 'Charger' },
  { value: 'CHARGING_SESSION', label: 'Charging Session' },
  { value: 'MOBILE_APP', label: 'Mobile App' },
  { value: 'OTHER', label: 'Other' },
  { value: 'SOLAR', label: 'Solar' },
  { value: 'USABILITY_UX', label: 'Usability/UX' },
  { value: 'VEHICLE', label: 'Vehicle' },
] as const;

/** The subcategory values as published; `MANGED_TARIFF_INTERFERENCE` is misspelled in the contract. */
export const subcategoryValues = [
  'ACCESSIBILITY',
  'ACCURACY',
  'ADD_NON_INTEGRATED_VEHICLE',
  'ADD_NEW_TARIFF',
  'API_ACCESS_TOKEN',
  'APP_CRASH_FREEZE',
  'APP_OR_EMAIL_NOTIFICATIONS',
  'APP_SETTINGS_CONFUSION',
  'BOOST_CONFUSION',
  'BUSINESS_LEAD_NON_SUPPORT',
  'CAMPAIGN_MARKETING_FEEDBACK',
  'CARBON_FEED',
  'CHARGE_LOCATION',
  'CHARGE_PAST_READY_BY_TIME',
  'CHARGING_ON_PEAK',
  'COMMISSIONING',
  'COMPATIBILITY',
  'COMPLAINT',
  'CONFLICTING_SCHEDULE',
  'DASHBOARD_COSMETIC_ISSUE',
  'DASHBOARD_UI_ISSUE',
  'DATA_EXPORT',
  'DELETION',
  'DUPLICATE',
  'ELIGIBILITY',
  'ENERGY_DELIVERED_CALCULATION',
  'ERROR_REPORT',
  'FEATURE_REQUEST_FEEDBACK',
  'FIRMWARE',
  'HARDWARE',
  'HARDWARE_ISSUE',
  'HIDDEN_INCENTIVES',
  'INCENTIVES_BILL_CREDITS',
  'INCOMPLETE_CHARGE',
  'INCORRECT_CHARGE_TIME_DURATION',
  'INCORRECT_INCENTIVES_DISPLAYED',
  'INCORRECT_KWH_DISPLAYED',
  'INCORRECT_LOCATION_DISPLAYED',
  'INCORRECT_MESSAGING',
  'INCORRECT_PRICE_THRESHOLD',
  'INCORRECT_TRIM',
  'INVERTER',
  'LOCALISATION',
  'LOCATION_INCORRECT',
  'LOGIN_CREDENTIALS',
  'MANUAL_UPLOAD',
  'MAX_CHARGE_LIMIT',
  'MISSING_SESSIONS',
  'MISSING_TARIFF',
  'MOBILE_COMPATIBILITY',
  'MULTI_VEHICLE',
  'NETWORK',
  'NO_CHARGE',
  'NON_SUPPORT_EXTERNAL',
  'NOT_COMPATIBLE',
  'MANGED_TARIFF_INTERFERENCE',
  'OFFLINE',
  'OFF_PEAK_HOURS_CONFUSION',
  'ONBOARDING',
  'ONLY_CHARGE_OFF_PEAK_OFF',
  'OTHER',
  'OUTAGE',
  'OWNERSHIP_TRANSFER',
  'PASSWORD',
  'PLATFORM_OUTAGE',
  'POOR_UPTIME',
  'PRIVACY_CONCERNS',
  'REAUTHENTICATION',
  'REBATE_REQUEST',
  'REFERRAL_PROMO_CODE',
  'REFUNDS',
  'REFUSING_COMMANDS',
  'RELIABILITY',
  'REPLACE_VEHICLE',
  'REQUEST_TO_DISCONNECT',
  'REWARDS',
  'REWARDS_INCENTIVES_UI_ISSUE',
  'SESSION_RECALCULATION',
  'SESSION_START_END_TIME',
  'SESSION_START_END_TIME_CONFUSION',
  'SMART_CHARGING_CONFUSION',
  'SMART_TAB_UI_ISSUE',
  'SOLAR_CHARGING_CONFUSION',
  'SOLAR_FEED',
  'SOLAR_PAYMENT',
  'SPAM',
  'STATS_COSMETIC_ISSUE',
  'STATS_UI_ISSUE',
  'SUBSCRIPTION_ISSUE',
  'TARIFF_IS_OUTDATED_INCORRECT',
  'TARIFF_REQUEST',
  'TELEMATICS_ISSUE',
  'TIER_SELECTION',
  'TRIM',
  'UI_ISSUE',
  'UNABLE_TO_DETECT_CAR_PLUGGED_IN',
  'UTILITY_PARTNER_INQUIRY',
  'VEHICLE_DELETION',
  'VERIFICATION',
  'WRONG_COMPANY',
] as const;

export type Category = (typeof categories)[number]['value'];
export type Subcategory = (typeof subcategoryValues)[number];

const publishedLabels: Partial<Record<Subcategory, string>> = {
  ACCESSIBILITY: 'Accessibility',
  APP_CRASH_FREEZE: 'App crash / freeze',
  HARDWARE_ISSUE: 'Hardware Issue',
  TELEMATICS_ISSUE: 'Telematics issue',
};

/** Subcategories with labels. Four labels are published; the rest are title-cased values. */
export const subcategories = subcategoryValues.map((value) => ({
  value,
  label: publishedLabels[value] ?? toTitleCase(value),
}));

/** Who wrote a message, and whether it opened the ticket. */
const messageTypes = ['INITIAL_REQUEST', 'CUSTOMER_RESPONSE', 'HUMAN_AGENT_RESPONSE', 'AI_AGENT_RESPONSE'] as const;

export type MessageType = (typeof messageTypes)[number];

/** The label of a category, or the value itself when it is not a published one. */
export function categoryLabel(value: string): string {
  return categories.find((category) => category.value === value)?.label ?? value;
}

/** The label of a subcategory, or the value itself when it is not a published one. */
export function subcategoryLabel(value: string): string {
  return subcategories.find((subcategory) => subcategory.value === value)?.label ?? value;
}

function toTitleCase(value: string): string {
  const words = value.toLowerCase().split('_');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
