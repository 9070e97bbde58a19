/** A role of the tenant (documentation: *Roles*). */
export interface Role {
  /** Differs from tenant to tenant. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The same in all tenants for built-in roles; missing for others. */
  readonly roleTypeId?: string;
  /** Missing for roles that do not belong to a community. */
  readonly communityId?: string;
}
