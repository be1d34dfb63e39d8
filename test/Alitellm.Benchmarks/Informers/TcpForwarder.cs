using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Alitellm.Benchmarks.Informers;

/// <summary>A forwarder on loopback that can cut its connections, refuse new ones, or leave them open and say nothing.</summary>
internal sealed class TcpForwarder : IAsyncDisposable
{
    private readonly IPEndPoint _target;
    private readonly ConcurrentDictionary<Link, Task> _links = new();
    private readonly CancellationTokenSource _stop = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public TcpForwarder(IPEndPoint target)
    {
        _target = target;
        Port = Listen(0);
    }

    public int Port { get; }

    /// <summary>Cuts every connection and refuses new ones.</summary>
    public async Task RefuseAsync()
    {
        _listener!.Stop();
        await _accepting;
        Cut();
    }

    public void Accept() => Listen(Port);

    public void Cut()
    {
        foreach (var link in _links.Keys)
        {
            link.Close();
        }
    }

    /// <summary>The present connections stay open and carry nothing any more; new ones work.</summary>
    public void Silence()
    {
        foreach (var link in _links.Keys)
        {
            link.Silent = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await RefuseAsync();
        await Task.WhenAll(_links.Values);
        _stop.Dispose();
    }

    private int Listen(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
        return ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync(_stop.Token);
                var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                near.NoDelay = true;
                await far.ConnectAsync(_target, _stop.Token);
                var link = new Link(near, far);
                _links[link] = RunAsync(link);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The listener was stopped.
        }
    }

    private async Task RunAsync(Link link)
    {
        await Task.Yield();
        await Task.WhenAny(link.PumpAsync(link.Near, link.Far), link.PumpAsync(link.Far, link.Near));
        if (!link.Silent)
        {
            link.Close();
        }

        _links.TryRemove(link, out _);
    }

    private sealed class Link(Socket near, Socket far)
    {
        public Socket Near => near;

        public Socket Far => far;

        public volatile bool Silent;

        public async Task PumpAsync(Socket from, Socket to)
        {
            var buffer = new byte[64 << 10];
            try
            {
                while (await from.ReceiveAsync(buffer) is > 0 and var count)
                {
                    if (!Silent)
                    {
                        await to.SendAsync(buffer.AsMemory(0, count));
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // One end is gone; so is the link.
            }
        }

        public void Close()
        {
            near.Dispose();
            far.Dispose();
        }
    }
}
