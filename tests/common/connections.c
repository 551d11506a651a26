/* Stands before the system's own functions and writes down every attempt to reach a network: a connection or a datagram to an
   address of the internet, and every name that is looked up. Sockets within the machine (AF_UNIX) are no network. Where
   NAMES_LEAD_TO is set, every name leads to that address. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static void note(const char *what, const char *whom) {
    const char *path = getenv("CONNECTIONS");
    FILE *file = path ? fopen(path, "a") : NULL;
    if (file) {
        fprintf(file, "%s %s\n", what, whom);
        fclose(file);
    }
}

static int is_network(const struct sockaddr *address) {
    return address && (address->sa_family == AF_INET || address->sa_family == AF_INET6);
}

int connect(int socket, const struct sockaddr *address, socklen_t length) {
    int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "connect");
    if (is_network(address)) note("connect", "");
    return real(socket, address, length);
}

ssize_t sendto(int socket, const void *data, size_t size, int flags, const struct sockaddr *address, socklen_t length) {
    ssize_t (*real)(int, const void *, size_t, int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "sendto");
    if (is_network(address)) note("sendto", "");
    return real(socket, data, size, flags, address, length);
}

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) = dlsym(RTLD_NEXT, "getaddrinfo");
    const char *place = getenv("NAMES_LEAD_TO");
    note("getaddrinfo", name ? name : "");
    return real(place ? place : name, service, hints, found);
}
