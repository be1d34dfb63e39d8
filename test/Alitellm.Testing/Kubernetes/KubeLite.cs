using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>A real API server with its etcd in a folder of its own. The program comes from <c>KUBE_LITE</c>, by default beside the repository.</summary>
public sealed class KubeLite : IAsyncDisposable
{
    private readonly string _program;
    private readonly string _data;
    private readonly int _etcdPort;

    private KubeLite(string program, string data, int port, int etcdPort)
    {
        _program = program;
        _data = data;
        Port = port;
        _etcdPort = etcdPort;
    }

    public int Port { get; }

    public string Kubeconfig => Path.Combine(_data, "kubeconfig");

    /// <returns>Null where it is not installed and need not be: outside of CI.</returns>
    public static async Task<KubeLite?> StartAsync()
    {
        var program = Environment.GetEnvironmentVariable("KUBE_LITE") ?? Path.Combine(Repository.Root, "..", "shared", "kube-lite");
        if (!File.Exists(Path.Combine(program, "up")))
        {
            return Environment.GetEnvironmentVariable("CI") == "true" ? throw new DirectoryNotFoundException($"kube-lite is not at {program}") : null;
        }

        var ports = FreePorts();
        var server = new KubeLite(program, Directory.CreateTempSubdirectory("alitellm-kube-lite-").FullName, ports.Api, ports.Etcd);
        await server.UpAsync(server.Port);
        return server;
    }

    /// <summary>Starts the API server on a port, and etcd if it does not run; the kubeconfig names that port from then on.</summary>
    public Task UpAsync(int port) => RunAsync("up", port);

    /// <summary>Ends the API server without a chance to say goodbye; etcd goes on.</summary>
    public async Task KillApiServerAsync()
    {
        using var process = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(Path.Combine(_data, "kube-lite.pid")), System.Globalization.CultureInfo.InvariantCulture));
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Makes etcd forget everything but the present.</summary>
    public async Task CompactAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_etcdPort}") };
        using var range = await http.PostAsJsonAsync("/v3/kv/range", new JsonObject { ["key"] = "AA==" });
        var revision = (string?)(await range.Content.ReadFromJsonAsync<JsonObject>())!["header"]!["revision"];
        using var compacted = await http.PostAsJsonAsync("/v3/kv/compaction", new JsonObject { ["revision"] = revision, ["physical"] = true });
        compacted.EnsureSuccessStatusCode();
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down", Port);
        Directory.Delete(_data, recursive: true);
    }

    private async Task RunAsync(string script, int port)
    {
        var start = new ProcessStartInfo(Path.Combine(_program, script), [_data]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PORT"] = $"{port}";
        start.Environment["ETCD_PORT"] = $"{_etcdPort}";
        using var process = Process.Start(start)!;
        // Not to the end of the streams: what it starts in the background keeps them open.
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"kube-lite {script} ended with {process.ExitCode}");
        }
    }

    private static (int Api, int Etcd) FreePorts()
    {
        // etcd takes two neighbouring ports.
        while (true)
        {
            var etcd = FreePort();
            try
            {
                using var peer = new TcpListener(IPAddress.Loopback, etcd + 1);
                peer.Start();
                return (FreePort(), etcd);
            }
            catch (SocketException)
            {
                // The neighbour is taken.
            }
        }
    }
}
