/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a program of csmith's includes: arithmetic that is defined for all values, and a checksum, for
 * the host and for BPF alike. Its main() becomes csmith_main().
 */
#ifndef DIFFERENTIAL_CSMITH_H
#define DIFFERENTIAL_CSMITH_H

/* <stdint.h> is not for every target there. */
typedef __INT8_TYPE__ int8_t;
typedef __INT16_TYPE__ int16_t;
typedef __INT32_TYPE__ int32_t;
typedef __INT64_TYPE__ int64_t;
typedef __UINT8_TYPE__ uint8_t;
typedef __UINT16_TYPE__ uint16_t;
typedef __UINT32_TYPE__ uint32_t;
typedef __UINT64_TYPE__ uint64_t;

#define main static csmith_main
#define printf(...) 0
#define crc32_gentab()
#define platform_main_begin()
#define platform_main_end(sum, flag) (checksum = (sum))

static uint32_t crc32_context, checksum;

static inline void add_to_checksum(uint64_t value)
{
	crc32_context = (crc32_context << 5 | crc32_context >> 27) ^ (uint32_t)value;
	crc32_context = crc32_context * 0x9E3779B1u ^ (uint32_t)(value >> 32);
}

#define transparent_crc(value, name, flag) add_to_checksum((uint64_t)(value))

/* T is the type, U the unsigned one of its width, BITS the width. */
#define SAFE_BOTH(T, U, BITS, A, AA)                                                                \
	static inline T safe_unary_minus_func_##T##A(T a) { return (T)(0 - (uint64_t)a); }          \
	static inline T safe_add_func_##T##AA(T a, T b) { return (T)((uint64_t)a + (uint64_t)b); }  \
	static inline T safe_sub_func_##T##AA(T a, T b) { return (T)((uint64_t)a - (uint64_t)b); }  \
	static inline T safe_mul_func_##T##AA(T a, T b) { return (T)((uint64_t)a * (uint64_t)b); }

#define SAFE_SHIFTS(T, U, BITS, AS, AU)                                                             \
	static inline T safe_lshift_func_##T##AS(T a, int n) { return (T)((U)a << (n & (BITS - 1))); } \
	static inline T safe_lshift_func_##T##AU(T a, unsigned n) { return (T)((U)a << (n & (BITS - 1))); } \
	static inline T safe_rshift_func_##T##AS(T a, int n) { return (T)(a >> (n & (BITS - 1))); } \
	static inline T safe_rshift_func_##T##AU(T a, unsigned n) { return (T)(a >> (n & (BITS - 1))); }

#define SAFE_SIGNED(T, U, BITS)                                                                     \
	SAFE_BOTH(T, U, BITS, _s, _s_s)                                                             \
	SAFE_SHIFTS(T, U, BITS, _s_s, _s_u)                                                         \
	static inline T safe_div_func_##T##_s_s(T a, T b)                                           \
	{                                                                                           \
		return b == 0 ? a : b == -1 ? safe_unary_minus_func_##T##_s(a) : (T)(a / b);        \
	}                                                                                           \
	static inline T safe_mod_func_##T##_s_s(T a, T b) { return b == 0 ? a : b == -1 ? 0 : (T)(a % b); }

#define SAFE_UNSIGNED(T, BITS)                                                                      \
	SAFE_BOTH(T, T, BITS, _u, _u_u)                                                             \
	SAFE_SHIFTS(T, T, BITS, _u_s, _u_u)                                                         \
	static inline T safe_div_func_##T##_u_u(T a, T b) { return b == 0 ? a : (T)(a / b); }       \
	static inline T safe_mod_func_##T##_u_u(T a, T b) { return b == 0 ? a : (T)(a % b); }

SAFE_SIGNED(int8_t, uint8_t, 8)
SAFE_SIGNED(int16_t, uint16_t, 16)
SAFE_SIGNED(int32_t, uint32_t, 32)
SAFE_SIGNED(int64_t, uint64_t, 64)
SAFE_UNSIGNED(uint8_t, 8)
SAFE_UNSIGNED(uint16_t, 16)
SAFE_UNSIGNED(uint32_t, 32)
SAFE_UNSIGNED(uint64_t, 64)

#endif
