using System.Net;
using System.Net.Sockets;

namespace Alitellm.Operator.Discovery.Sources;

/// <summary>
/// Opens the connections to sources. The name is resolved here and the connection goes to an address that was looked at: a name that changes
/// its answer between check and use gains nothing by it.
/// </summary>
/// <param name="resolve">Turns a host name or a written address into addresses.</param>
internal sealed class SourceConnector(SourceAddressRules rules, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var addresses = await resolve(target.Host, cancellationToken);

        // One bad address spoils the name: which one is tried first is not ours to rely on.
        if (addresses.Select(address => rules.RefuseAddress(target.Host, address)).FirstOrDefault(refused => refused is not null) is { } what)
        {
            throw new RefusedAddressException(what);
        }

        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        return await ConnectAsync(addresses, target.Port, cancellationToken);
    }

    private static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        for (var index = 0; ; index++)
        {
            var socket = new Socket(addresses[index].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[index], port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (index + 1 < addresses.Length)
            {
                // The next address may answer; the last one's error is the one that is told.
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
