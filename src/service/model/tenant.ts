/** The tenant itself (documentation: *Tenants*). */
export interface Tenant {
  readonly id: string;
  readonly companyName: string;
  readonly alias: string;
}
