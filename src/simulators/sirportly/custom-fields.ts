import { jsonReply } from '../http/reply.js';
import type { Call, Verb } from './call.js';
import { lookUpDepartment } from './departments.js';
import type { SirportlyCustomField } from './desk-model.js';
import { toDepartmentBody, type Body } from './object-views.js';

/** The fields of the account, or those that one department has. */
export const listCustomFields: Verb = (call) => {
  const { data, parameters } = call;
  const text = parameters.get('department');
  if (text === null) return jsonReply(data.customFields.map((field) => toListedField(field, call)));
  const department = lookUpDepartment(call, text);
  const fields = data.customFields.filter(({ departmentIds }) => departmentIds?.includes(department.id) ?? true);
  return jsonReply(fields.map(toFieldBody));
};

/** What a write sets: the members of `custom` that are fields. Others are ignored. */
export function readCustomFields({ data, parameters }: Call): Readonly<Record<string, string>> {
  const known = new Set(data.customFields.map(({ systemName }) => systemName));
  return Object.fromEntries(Object.entries(parameters.group('custom')).filter(([name]) => known.has(name)));
}

function toFieldBody(field: SirportlyCustomField): Body {
  return {
    id: field.id,
    field_type: field.fieldType,
    name: field.name,
    system_name: field.systemName,
    values: field.values.join('\n'),
    default_value: field.defaultValue,
    description: field.description,
    private: field.isPrivate,
    all_departments: field.departmentIds === null,
  };
}

function toListedField(field: SirportlyCustomField, call: Call): Body {
  const { departmentIds } = field;
  if (departmentIds === null) return toFieldBody(field);
  const departments = call.data.departments.filter(({ id }) => departmentIds.includes(id));
  return { ...toFieldBody(field), departments: departments.map((department) => toDepartmentBody(department, call)) };
}
