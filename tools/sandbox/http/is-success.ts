export const isSuccess = ({ status }: { readonly status: number | null }) =>
  status !== null && status >= 200 && status < 300;
