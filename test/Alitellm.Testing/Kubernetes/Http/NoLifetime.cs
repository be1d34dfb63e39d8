using Microsoft.Extensions.Hosting;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Leaves the signals of the process to its owner; the default lifetime would swallow Ctrl-C and SIGTERM.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
