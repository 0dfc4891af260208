/* What dumps/numbers.rs has, in C. */
struct value {
	unsigned char a;
	short b;
	unsigned int c;
	long long d;
	unsigned __int128 e;
	__int128 f;
	unsigned long long g;
	unsigned short h;
	unsigned long size;
	long difference;
	float f32;
	double f64;
	unsigned int letter;
	_Bool truth;
	signed char wrapping;
	int type;
} value;
unsigned char array[2];
