/* Makes system calls of a program fail, from outside and without its help.
 *
 *   cc -O2 -Wall -o faultrun faultrun.c       (x86-64 Linux 5.9 or later; no privileges are needed)
 *   faultrun [-p prefix] [-o ops] [-n k] [-c count] [-m mode] [-e errno] [-t ms] [-a armfile] [-l log] -- program args...
 *
 *   -p prefix   only calls on files under this resolved path count
 *   -o ops      only these count, by comma: open read write fsync rename link unlink truncate chmod chown mkdir flock copy
 *   -n k        act on the k-th call that counts; without it calls are only counted and logged
 *   -c count    act on so many calls from there on; -1 for ever
 *   -m mode     error (default) | kill (before the call) | short (half a write) | torn (half a write, then kill) | delay
 *   -e errno    what an error is: EIO (default), ENOSPC, EDQUOT, EROFS, EACCES, EPERM, ENOENT, EINTR, EMFILE, ENOLCK ...
 *   -t ms       how long a delay is
 *   -a armfile  calls count only while this file exists
 *   -l log      a line for each call that counts: number, operation, path, bytes, what was done
 *
 * It works by seccomp user notification, so that it sees calls that do not go through the C library, and threads. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* the argument that is a descriptor (-1: none), a folder's descriptor (-2: the working directory), a path */
static const struct { int nr; const char *op; int fd, dir, path; } calls[] = {
    {SYS_open, "open", -1, -2, 0}, {SYS_openat, "open", -1, 0, 1}, {SYS_creat, "open", -1, -2, 0},
    {SYS_read, "read", 0, 0, 0}, {SYS_pread64, "read", 0, 0, 0}, {SYS_getdents64, "read", 0, 0, 0},
    {SYS_write, "write", 0, 0, 0}, {SYS_pwrite64, "write", 0, 0, 0}, {SYS_writev, "write", 0, 0, 0},
    {SYS_fsync, "fsync", 0, 0, 0}, {SYS_fdatasync, "fsync", 0, 0, 0}, {SYS_syncfs, "fsync", 0, 0, 0},
    {SYS_rename, "rename", -1, -2, 1}, {SYS_renameat, "rename", -1, 2, 3}, {SYS_renameat2, "rename", -1, 2, 3},
    {SYS_link, "link", -1, -2, 1}, {SYS_linkat, "link", -1, 2, 3}, {SYS_symlink, "link", -1, -2, 1},
    {SYS_unlink, "unlink", -1, -2, 0}, {SYS_unlinkat, "unlink", -1, 0, 1},
    {SYS_ftruncate, "truncate", 0, 0, 0}, {SYS_truncate, "truncate", -1, -2, 0}, {SYS_fallocate, "truncate", 0, 0, 0},
    {SYS_fchmod, "chmod", 0, 0, 0}, {SYS_chmod, "chmod", -1, -2, 0}, {SYS_fchown, "chown", 0, 0, 0},
    {SYS_fsetxattr, "xattr", 0, 0, 0}, {SYS_mkdir, "mkdir", -1, -2, 0}, {SYS_mkdirat, "mkdir", -1, 0, 1},
    {SYS_flock, "flock", 0, 0, 0}, {SYS_copy_file_range, "copy", 2, 0, 0}, {SYS_sendfile, "copy", 0, 0, 0}};
#define CALLS (int)(sizeof calls / sizeof *calls)
#define E(name) {#name, name}
static const struct { const char *name; int number; } errors[] = {
    E(EIO), E(ENOSPC), E(EDQUOT), E(EROFS), E(EACCES), E(EPERM), E(ENOENT), E(EXDEV), E(EINTR), E(EMFILE), E(EFBIG),
    E(EBUSY), E(ESTALE), E(ENOTSUP), E(ENOLCK), E(EINVAL), E(ENOSYS), E(EEXIST)};
static const char *prefix = "/", *ops, *mode = "error", *arm;
static long want, many = 1, ms = 1000, seq;
static int err = EIO, logfd = -1;

/* answers that are given later, so that a slow disk holds up only who waits for it */
static struct { __u64 id; long long due; } late[64];
static int lates;

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}
static int listed(const char *list, const char *op) {
    char a[256], b[64];
    snprintf(a, sizeof a, ",%s,", list);
    snprintf(b, sizeof b, ",%s,", op);
    return strstr(a, b) != NULL;
}
static void link_of(char *out, const char *format, int pid, long fd) {
    char name[64];
    snprintf(name, sizeof name, format, pid, fd);
    ssize_t n = readlink(name, out, PATH_MAX - 1);
    out[n > 0 ? n : 0] = 0;
}
static void path_of(struct seccomp_notif *q, int i, char *out) {
    if (calls[i].fd >= 0) { link_of(out, "/proc/%d/fd/%ld", q->pid, (int)q->data.args[calls[i].fd]); return; }
    char p[PATH_MAX] = "", full[2 * PATH_MAX] = "", dir[PATH_MAX];
    struct iovec l = {p, PATH_MAX - 1}, r = {(void *)q->data.args[calls[i].path], PATH_MAX - 1};
    while (r.iov_len && process_vm_readv(q->pid, &l, 1, &r, 1, 0) < 0) l.iov_len = r.iov_len = r.iov_len / 2;
    if (*p != '/') {
        int d = calls[i].dir < 0 ? AT_FDCWD : (int)q->data.args[calls[i].dir];
        link_of(full, d == AT_FDCWD ? "/proc/%d/cwd" : "/proc/%d/fd/%ld", q->pid, d);
        strcat(full, "/");
    }
    strncat(full, p, PATH_MAX);
    char *s = strrchr(full, '/');
    snprintf(out, PATH_MAX, "%.4000s", s ? s + 1 : full);
    if (!s) return;
    *s = 0;
    if (realpath(*full ? full : "/", dir)) {
        char base[PATH_MAX];
        strcpy(base, out);
        snprintf(out, PATH_MAX, "%.2000s/%.2000s", strcmp(dir, "/") ? dir : "", base);
    }
}
/* the process of a thread */
static int process_of(int tid) {
    char name[64], text[4096];
    snprintf(name, sizeof name, "/proc/%d/status", tid);
    int fd = open(name, O_RDONLY), pid = tid;
    ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
    if (fd >= 0) close(fd);
    text[n > 0 ? n : 0] = 0;
    char *at = strstr(text, "\nTgid:");
    if (at) pid = atoi(at + 6);
    return pid;
}
/* does the first n bytes of a write for the program */
static ssize_t part(struct seccomp_notif *q, size_t n) {
    char *b = malloc(n + 1);
    struct iovec l = {b, n}, r = {(void *)q->data.args[1], n};
    if (q->data.nr == SYS_writev) {
        struct iovec h = {&r, sizeof r}, t = {(void *)q->data.args[1], sizeof r};
        process_vm_readv(q->pid, &h, 1, &t, 1, 0);
        if (r.iov_len > n) r.iov_len = n;
    }
    int pf = syscall(SYS_pidfd_open, process_of(q->pid), 0), fd = syscall(SYS_pidfd_getfd, pf, (int)q->data.args[0], 0);
    ssize_t got = process_vm_readv(q->pid, &l, 1, &r, 1, 0);
    if (got > 0) got = q->data.nr == SYS_pwrite64 ? pwrite(fd, b, got, q->data.args[3]) : write(fd, b, got);
    int e = errno;
    close(fd);
    close(pf);
    free(b);
    return got < 0 ? -e : got;
}
static void answer(int listener, __u64 id) {
    struct seccomp_notif_resp a = {.id = id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
    ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &a);
}
/* answers what is due; how long until the next, in ms */
static int answer_late(int listener) {
    int wait = -1;
    for (int i = 0; i < lates;) {
        long long left = late[i].due - now();
        if (left <= 0) { answer(listener, late[i].id); late[i] = late[--lates]; continue; }
        if (wait < 0 || left < wait) wait = left;
        i++;
    }
    return wait;
}
static void arguments(int c, char **v) {
    for (int o; (o = getopt(c, v, "+p:o:n:c:m:e:t:a:l:")) > 0;) switch (o) {
        case 'p': prefix = optarg; break;
        case 'o': ops = optarg; break;
        case 'n': want = atol(optarg); break;
        case 'c': many = atol(optarg); break;
        case 'm': mode = optarg; break;
        case 't': ms = atol(optarg); break;
        case 'a': arm = optarg; break;
        case 'l': logfd = open(optarg, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644); break;
        case 'e':
            err = atoi(optarg);
            for (unsigned i = 0; i < sizeof errors / sizeof *errors; i++) if (!strcmp(errors[i].name, optarg)) err = errors[i].number;
            break;
        default: exit(2);
    }
}
static void handle(int listener) {
    struct seccomp_notif q = {0};
    struct seccomp_notif_resp a = {0};
    char path[PATH_MAX] = "";
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &q)) return;
    a.id = q.id;
    a.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    int i = 0;
    while (i < CALLS - 1 && calls[i].nr != q.data.nr) i++;
    path_of(&q, i, path);
    size_t pn = strlen(prefix);
    if (!strncmp(path, prefix, pn) && (prefix[pn - 1] == '/' || !path[pn] || path[pn] == '/' || path[pn] == ' ') &&
        (!ops || listed(ops, calls[i].op)) && (!arm || !access(arm, F_OK))) {
        long k = ++seq, len = !strcmp(calls[i].op, "write") ? (q.data.nr == SYS_writev ? 1 << 20 : (long)q.data.args[2]) : 0;
        int act = want && k >= want && (many < 0 || k < want + many);
        if (logfd >= 0) dprintf(logfd, "%ld %s %s %ld %s\n", k, calls[i].op, path, len, act ? mode : "-");
        if (act && len > 1 && (!strcmp(mode, "short") || !strcmp(mode, "torn"))) {
            ssize_t w = part(&q, len / 2);
            a.flags = 0;
            if (w < 0) a.error = w; else a.val = w;
        }
        if (act && !strcmp(mode, "error")) { a.flags = 0; a.error = -err; }
        if (act && (!strcmp(mode, "kill") || !strcmp(mode, "torn"))) { kill(process_of(q.pid), SIGKILL); return; }
        if (act && !strcmp(mode, "delay") && lates < 64) {
            late[lates].id = q.id;
            late[lates++].due = now() + ms;
            return;
        }
    }
    ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &a);
}
int main(int c, char **v) {
    arguments(c, v);
    struct sock_filter f[2 * CALLS + 8];
    int n = 0;
    f[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (int i = 0; i < CALLS; i++) {
        if (ops && !listed(ops, calls[i].op)) continue;
        f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[i].nr, 0, 1);
        f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    }
    f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog prog = {n, f};
    volatile int *sh = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    *sh = -1;
    pid_t kid = fork();
    if (!kid) {
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        *sh = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &prog);
        if (*sh < 0) _exit(126);
        while (sh[1] == 0) ; /* until the parent has its copy; no call may be made before that */
        fcntl(*sh, F_SETFD, FD_CLOEXEC);
        execvp(v[optind], v + optind);
        _exit(127);
    }
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    while (*sh == -1 && !waitpid(kid, NULL, WNOHANG)) usleep(200);
    int pf = syscall(SYS_pidfd_open, kid, 0), lf = syscall(SYS_pidfd_getfd, pf, *sh, 0), st = 0;
    if (lf < 0) { perror("faultrun: listener"); kill(kid, SIGKILL); return 126; }
    sh[1] = 1;
    for (;;) {
        struct pollfd pl[2] = {{lf, POLLIN, 0}, {pf, POLLIN, 0}};
        poll(pl, 2, answer_late(lf));
        if (pl[1].revents && !(pl[0].revents & POLLIN)) break;
        if (pl[0].revents & POLLIN) handle(lf);
    }
    waitpid(kid, &st, 0);
    return WIFSIGNALED(st) ? 128 + WTERMSIG(st) : WEXITSTATUS(st);
}
