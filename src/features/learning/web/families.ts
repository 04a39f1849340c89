/** In the order in which people meet a customer. */
export const families = ['sales-floor', 'contact-centre', 'delivery', 'warehouse', 'back-office', 'leadership'] as const
