using k8s;

namespace Alitellm.Kubernetes.Client;

/// <summary>A reached API server: KubernetesClient for single requests, its HTTP client, address and credentials for watches.</summary>
public sealed class KubernetesConnection : IDisposable
{
    private KubernetesConnection(IKubernetes client) => Client = client;

    public IKubernetes Client { get; }

    /// <summary>In-cluster configuration when <paramref name="kubeconfig"/> is null and a service account is mounted, else the kubeconfig.</summary>
    public static KubernetesConnection Create(string? kubeconfig, string userAgent, TimeProvider timeProvider) => throw new NotImplementedException();

    /// <summary>A connection whose requests all end in <paramref name="handler"/> (an in-process API server).</summary>
    public static KubernetesConnection ForHandler(HttpMessageHandler handler, string userAgent, TimeProvider timeProvider) => throw new NotImplementedException();

    public IResourceClient<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject<k8s.Models.V1ObjectMeta> => throw new NotImplementedException();

    public void Dispose() => Client.Dispose();
}
