using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Alitellm.Api.Tests.RealApi;

/// <summary>One kube-lite (real Kubernetes API machinery on etcd) in a folder of its own, with free ports.</summary>
internal sealed class KubeLite : IDisposable
{
    private readonly string _tools;
    private readonly string _data;

    private KubeLite(string tools, string data, int port)
    {
        _tools = tools;
        _data = data;
        BaseAddress = new Uri($"https://127.0.0.1:{port}/");
    }

    public Uri BaseAddress { get; }

    /// <summary>The certificate the server shows.</summary>
    public string CertificateFile => Path.Combine(_data, "certs", "apiserver.crt");

    /// <summary>Where kube-lite is looked for: KUBE_LITE, or beside the repository.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("KUBE_LITE") is { Length: > 0 } folder
        ? Path.GetFullPath(folder, Repository.Root)
        : Repository.Path("..", "shared", "kube-lite");

    public static KubeLite Start()
    {
        var data = Directory.CreateTempSubdirectory("kube-lite-").FullName;
        var (port, etcdPort) = FreePorts();
        var server = new KubeLite(Folder, data, port);
        try
        {
            server.Run("up", ("PORT", $"{port}"), ("ETCD_PORT", $"{etcdPort}"));
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose() => Run("down", ("WIPE", "1"));

    private void Run(string script, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Path.Combine(_tools, script), [_data]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"kube-lite's {script} ended with {process.ExitCode}: {error}{output.Result}");
        }
    }

    /// <summary>A port for the API server, and the first of two neighbours for etcd.</summary>
    private static (int Port, int EtcdPort) FreePorts()
    {
        using var api = Listen(0)!;
        while (true)
        {
            using var client = Listen(0)!;
            using var peer = Listen(((IPEndPoint)client.LocalEndpoint).Port + 1);
            if (peer is not null)
            {
                return (((IPEndPoint)api.LocalEndpoint).Port, ((IPEndPoint)client.LocalEndpoint).Port);
            }
        }
    }

    private static TcpListener? Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
