using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Alitellm.Kubernetes;
using Alitellm.LiteLLM;

namespace Alitellm.Operator.Connections;

/// <summary>Keeps the client of a Connection across probes and makes a new one when address, key or certificates change.</summary>
internal sealed class ConnectionClients(LiteLLMClientFactory factory, IRequestFence fence, bool dangerouslyLogBodies) : IDisposable
{
    private readonly ConcurrentDictionary<ObjectKey, Entry> _clients = new();

    public LiteLLMClient Get(ObjectKey key, Uri endpoint, string masterKey, string? caBundle, EndpointRuntime runtime)
    {
        if (_clients.TryGetValue(key, out var entry) && entry.Endpoint == endpoint && entry.MasterKey == masterKey && entry.CaBundle == caBundle)
        {
            return entry.Client;
        }

        var options = new LiteLLMClientOptions { Endpoint = endpoint, ExtraRoots = Roots(caBundle), DangerouslyLogBodies = dangerouslyLogBodies };
        var client = factory.Create(options, new StaticMasterKey(masterKey), runtime.Governor, fence);
        _clients[key] = new(endpoint, masterKey, caBundle, client);
        entry?.Client.Dispose();
        return client;
    }

    public void Remove(ObjectKey key)
    {
        if (_clients.TryRemove(key, out var entry))
        {
            entry.Client.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var key in _clients.Keys)
        {
            Remove(key);
        }
    }

    /// <exception cref="System.Security.Cryptography.CryptographicException">The text holds no PEM certificate.</exception>
    private static X509Certificate2Collection? Roots(string? caBundle)
    {
        if (caBundle is null)
        {
            return null;
        }

        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(caBundle);
        return roots.Count > 0 ? roots : throw new System.Security.Cryptography.CryptographicException("no certificate found");
    }

    private sealed record Entry(Uri Endpoint, string MasterKey, string? CaBundle, LiteLLMClient Client);
}
