/* How does a program do without a C library?

   SPDX-License-Identifier: GPL-3.0-or-later

   For programs of the benchmark, on x86_64 and aarch64 Linux; they are linked
   with -static -nostdlib, and define begin.  */

#ifndef BARE_H
#define BARE_H

#include <asm/unistd.h>
#include <linux/fcntl.h>

/* The system call NUMBER with five arguments.  */
static long
call (long number, long a, long b, long c, long d, long e)
{
#ifdef __x86_64__
  register long r10 __asm__ ("r10") = d;
  register long r8 __asm__ ("r8") = e;
  long result;
  __asm__ volatile ("syscall" : "=a" (result)
                    : "a" (number), "D" (a), "S" (b), "d" (c), "r" (r10),
                      "r" (r8)
                    : "rcx", "r11", "memory");
  return result;
#else
  register long x8 __asm__ ("x8") = number;
  register long x0 __asm__ ("x0") = a;
  register long x1 __asm__ ("x1") = b;
  register long x2 __asm__ ("x2") = c;
  register long x3 __asm__ ("x3") = d;
  register long x4 __asm__ ("x4") = e;
  __asm__ volatile ("svc 0" : "+r" (x0)
                    : "r" (x8), "r" (x1), "r" (x2), "r" (x3), "r" (x4)
                    : "memory");
  return x0;
#endif
}

/* STACK is what the kernel has put there: the count of arguments, and they.  */
__attribute__ ((noreturn, used)) void begin (long *stack);

#ifdef __x86_64__
__asm__ (".globl _start\n_start:\n\tmov %rsp, %rdi\n\tcall begin\n");
#else
__asm__ (".globl _start\n_start:\n\tmov x0, sp\n\tbl begin\n");
#endif

#endif
