/* What an object for each side says, by the length of the packet. */
struct xdp_md {
	unsigned data, data_end;
};
unsigned left(void), right(void);

__attribute__((section("xdp"), used)) int prog(struct xdp_md *ctx)
{
	return ctx->data_end - ctx->data > 14 ? left() : right();
}
