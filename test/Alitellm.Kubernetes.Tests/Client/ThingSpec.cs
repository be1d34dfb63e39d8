namespace Alitellm.Kubernetes.Tests.Client;

internal sealed class ThingSpec
{
    public int Value { get; set; }

    public string? Secret { get; set; }
}
