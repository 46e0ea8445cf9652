/*
 * A library that lets file calls fail, for tests: LD_PRELOAD it into charterkit, and into every git that it starts.
 *
 * What fails, and when, stands in a file that all processes map (CHARTERKIT_FAULTS names it), so that the n-th call is
 * the n-th of all of them together. Only calls on files below one folder count (CHARTERKIT_FAULTS_BELOW).
 * Nothing here knows what charterkit is.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OFF, COUNT, FAIL, KILL_ONE, KILL_ALL, HALF };

struct order {
    long count;   /* calls so far */
    long at;      /* the call that fails, from 1 */
    int kind;     /* one of the above; HALF: half of what was to be written is, then the disk is full */
    int number;   /* errno */
    int forever;  /* whether all calls after it fail too */
    int reading;  /* whether calls that only read count */
};

static struct order *order;
static char below[PATH_MAX];
static size_t length;

__attribute__((constructor)) static void begin(void)
{
    const char *file = getenv("CHARTERKIT_FAULTS"), *folder = getenv("CHARTERKIT_FAULTS_BELOW");
    int fd;
    if (!file || !folder || !realpath(folder, below) || (fd = syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC)) < 0)
        return;
    length = strlen(below);
    order = mmap(NULL, sizeof *order, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (order == MAP_FAILED)
        order = NULL;
    syscall(SYS_close, fd);
}

static int is_below(const char *path)
{
    return !strncmp(path, below, length) && (path[length] == '/' || !path[length]);
}

static int path_counts(int folder, const char *path)
{
    char whole[PATH_MAX], name[64];
    ssize_t size;
    if (path[0] == '/')
        return is_below(path);
    if (folder == AT_FDCWD)
        return getcwd(whole, sizeof whole) && is_below(whole);
    snprintf(name, sizeof name, "/proc/self/fd/%d", folder);
    size = readlink(name, whole, sizeof whole - 1);
    return size > 0 && (whole[size] = 0, is_below(whole));
}

static int file_counts(int fd)
{
    char name[64], path[PATH_MAX];
    ssize_t size;
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    size = readlink(name, path, sizeof path - 1);
    return size > 0 && (path[size] = 0, is_below(path));
}

/* Count a call; return whether it shall fail, with errno set. 2: it shall be done in half. */
static int fails(int counts, int reads)
{
    long now;
    int kept = errno;
    if (!order || order->kind == OFF || (reads && !order->reading) || !counts) {
        errno = kept;
        return 0;
    }
    errno = kept;
    now = __atomic_add_fetch(&order->count, 1, __ATOMIC_SEQ_CST);
    if (order->kind == COUNT || now < order->at || (now > order->at && !order->forever))
        return 0;
    if (order->kind == KILL_ONE)
        raise(SIGKILL);
    if (order->kind == KILL_ALL)
        kill(0, SIGKILL);
    errno = order->number;
    return order->kind == HALF && now == order->at ? 2 : 1;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
#define FDS(fd) (order && order->kind != OFF && file_counts(fd))
#define AT(folder, path) (order && order->kind != OFF && path_counts(folder, path))
#define HERE(path) AT(AT_FDCWD, path)

#define OPENS(name, parameters, arguments, where)                           \
    int name parameters                                                     \
    {                                                                       \
        REAL(name);                                                         \
        mode_t mode = 0;                                                    \
        if (flags & (O_CREAT | O_TMPFILE)) {                                \
            va_list rest;                                                   \
            va_start(rest, flags);                                          \
            mode = va_arg(rest, mode_t);                                    \
            va_end(rest);                                                   \
        }                                                                   \
        if (fails(where, !(flags & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR)))) \
            return -1;                                                      \
        return real arguments;                                              \
    }
OPENS(open, (const char *path, int flags, ...), (path, flags, mode), HERE(path))
OPENS(open64, (const char *path, int flags, ...), (path, flags, mode), HERE(path))
OPENS(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), AT(folder, path))
OPENS(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), AT(folder, path))

#define CALL(type, failed, name, parameters, arguments, where, reads) \
    type name parameters                                             \
    {                                                                \
        REAL(name);                                                  \
        if (fails(where, reads))                                     \
            return failed;                                           \
        return real arguments;                                       \
    }
#define WRITES(name, parameters, arguments, half)  \
    ssize_t name parameters                        \
    {                                              \
        REAL(name);                                \
        int how = fails(FDS(fd), 0);               \
        if (how == 2 && size > 1)                  \
            return real half;                      \
        return how ? -1 : real arguments;          \
    }
WRITES(write, (int fd, const void *from, size_t size), (fd, from, size), (fd, from, size / 2))
WRITES(pwrite, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at), (fd, from, size / 2, at))
WRITES(pwrite64, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at), (fd, from, size / 2, at))

CALL(ssize_t, -1, writev, (int fd, const struct iovec *from, int parts), (fd, from, parts), FDS(fd), 0)
CALL(ssize_t, -1, sendfile, (int fd, int from, off_t *at, size_t size), (fd, from, at, size), FDS(fd), 0)
CALL(ssize_t, -1, sendfile64, (int fd, int from, off64_t *at, size_t size), (fd, from, at, size), FDS(fd), 0)
CALL(ssize_t, -1, copy_file_range, (int from, off64_t *at, int fd, off64_t *to, size_t size, unsigned flags),
     (from, at, fd, to, size, flags), FDS(fd), 0)
CALL(ssize_t, -1, read, (int fd, void *to, size_t size), (fd, to, size), FDS(fd), 1)
CALL(ssize_t, -1, pread, (int fd, void *to, size_t size, off_t at), (fd, to, size, at), FDS(fd), 1)
CALL(ssize_t, -1, pread64, (int fd, void *to, size_t size, off64_t at), (fd, to, size, at), FDS(fd), 1)
CALL(void *, MAP_FAILED, mmap, (void *where, size_t size, int protection, int flags, int fd, off_t at),
     (where, size, protection, flags, fd, at), fd >= 0 && FDS(fd), 1)
CALL(void *, MAP_FAILED, mmap64, (void *where, size_t size, int protection, int flags, int fd, off64_t at),
     (where, size, protection, flags, fd, at), fd >= 0 && FDS(fd), 1)
CALL(int, -1, fsync, (int fd), (fd), FDS(fd), 0)
CALL(int, -1, fdatasync, (int fd), (fd), FDS(fd), 0)
CALL(int, -1, ftruncate, (int fd, off_t size), (fd, size), FDS(fd), 0)
CALL(int, -1, ftruncate64, (int fd, off64_t size), (fd, size), FDS(fd), 0)
CALL(int, -1, fchmod, (int fd, mode_t mode), (fd, mode), FDS(fd), 0)
CALL(int, -1, chmod, (const char *path, mode_t mode), (path, mode), HERE(path), 0)
CALL(int, -1, unlink, (const char *path), (path), HERE(path), 0)
CALL(int, -1, unlinkat, (int folder, const char *path, int flags), (folder, path, flags), AT(folder, path), 0)
CALL(int, -1, rmdir, (const char *path), (path), HERE(path), 0)
CALL(int, -1, mkdir, (const char *path, mode_t mode), (path, mode), HERE(path), 0)
CALL(int, -1, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode), AT(folder, path), 0)
CALL(int, -1, rename, (const char *path, const char *to), (path, to), HERE(path), 0)
CALL(int, -1, renameat, (int folder, const char *path, int there, const char *to), (folder, path, there, to),
     AT(folder, path), 0)
CALL(int, -1, renameat2, (int folder, const char *path, int there, const char *to, unsigned flags),
     (folder, path, there, to, flags), AT(folder, path), 0)
CALL(int, -1, link, (const char *path, const char *to), (path, to), HERE(path), 0)
CALL(int, -1, linkat, (int folder, const char *path, int there, const char *to, int flags),
     (folder, path, there, to, flags), AT(folder, path), 0)
CALL(int, -1, symlink, (const char *path, const char *to), (path, to), HERE(to), 0)
CALL(int, -1, mkstemp64, (char *path), (path), HERE(path), 0)
CALL(FILE *, NULL, fopen, (const char *path, const char *mode), (path, mode), HERE(path), mode[0] == 'r' && !strchr(mode, '+'))
CALL(FILE *, NULL, fopen64, (const char *path, const char *mode), (path, mode), HERE(path), mode[0] == 'r' && !strchr(mode, '+'))
