using System.Globalization;
using System.Net;
using System.Runtime.Versioning;

namespace Alitellm.Testing.LiteLLM;

/// <summary>
/// Finds the local process at the other end of a loopback connection: the replicas of an operator call with one user agent, and a journal
/// that is to prove that no two of them write at a time must tell them apart. Linux only; elsewhere nothing is found.
/// </summary>
internal static class PeerProcess
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <param name="remote">The caller's end of the connection.</param>
    /// <param name="local">Our end.</param>
    /// <returns>The process id, or null where it cannot be told.</returns>
    public static int? Find(IPEndPoint? remote, IPEndPoint? local)
    {
        if (remote is null || local is null || !OperatingSystem.IsLinux() || !IPAddress.IsLoopback(remote.Address))
        {
            return null;
        }

        return Tables.Select(table => SocketOf(table, remote.Port, local.Port)).FirstOrDefault(socket => socket is not null) is { } inode
            ? OwnerOf($"socket:[{inode}]")
            : null;
    }

    /// <summary>The inode of the socket bound to <paramref name="port"/> and connected to <paramref name="peerPort"/>.</summary>
    private static string? SocketOf(string table, int port, int peerPort)
    {
        if (!File.Exists(table))
        {
            return null;
        }

        foreach (var line in File.ReadLines(table).Skip(1))
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > 9 && PortOf(columns[1]) == port && PortOf(columns[2]) == peerPort)
            {
                return columns[9];
            }
        }

        return null;
    }

    private static int PortOf(string address) => int.Parse(address.AsSpan(address.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [SupportedOSPlatform("linux")]
    private static int? OwnerOf(string socket)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Holds(process, socket))
            {
                return id;
            }
        }

        return null;
    }

    [SupportedOSPlatform("linux")]
    private static bool Holds(string process, string socket)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")).Any(handle => LinkOf(handle) == socket);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is somebody else's.
            return false;
        }
    }

    private static string? LinkOf(string handle)
    {
        try
        {
            return new FileInfo(handle).LinkTarget;
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return null;
        }
    }
}
