import '../bench/seats';
