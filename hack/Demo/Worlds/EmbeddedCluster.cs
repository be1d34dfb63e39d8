using Alitellm.Testing.Kubernetes;

namespace Alitellm.Demo.Worlds;

/// <summary>An API server in this process, with a kubeconfig in a folder of its own that goes when it ends.</summary>
internal sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ApiServerHost _host;

    private EmbeddedCluster(string folder, ApiServerHost host)
    {
        _folder = folder;
        _host = host;
        Kubeconfig = host.WriteKubeconfig(Path.Combine(folder, "kubeconfig"));
    }

    public string Kubeconfig { get; }

    public static async Task<EmbeddedCluster> StartAsync() =>
        new(Directory.CreateTempSubdirectory("alitellm-demo-").FullName, await ApiServerHost.StartAsync(new ApiServer(TimeProvider.System)));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
