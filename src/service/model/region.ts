/** An address at which a tenant can be reached (documentation: *Regions*). */
export interface Region {
  readonly id: string;
  /** Base URL, as the service writes it. */
  readonly baseAddress: string;
  /** Whether clients, secrets and roles can be changed there. Missing: the service didn't say. */
  readonly acceptsWrites?: boolean;
}
