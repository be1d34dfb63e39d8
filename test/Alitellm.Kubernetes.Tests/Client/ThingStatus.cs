namespace Alitellm.Kubernetes.Tests.Client;

internal sealed class ThingStatus
{
    public string? Phase { get; set; }
}
