using Alitellm.Kubernetes.Client;
using k8s.Models;

namespace Alitellm.Kubernetes.Tests.Leases;

/// <summary>The leases of an API server, with optimistic locking and one door per replica.</summary>
internal sealed class MemoryLeaseStore
{
    private readonly SortedDictionary<string, V1Lease> _leases = new(StringComparer.Ordinal);
    private long _version;

    public int Writes { get; private set; }

    public V1Lease? Find(string @namespace, string name)
    {
        return _leases.GetValueOrDefault($"{@namespace}/{name}");
    }

    public IEnumerable<string> Names => _leases.Keys;

    public V1Lease Create(V1Lease lease)
    {
        return _leases.ContainsKey(KeyOf(lease)) ? throw new KubernetesApiException(409, "AlreadyExists", "exists") : Store(lease);
    }

    public V1Lease Update(V1Lease lease)
    {
        Check(lease);
        return Store(lease);
    }

    public void Delete(V1Lease lease)
    {
        if (_leases.ContainsKey(KeyOf(lease)))
        {
            Check(lease);
            _leases.Remove(KeyOf(lease));
        }
    }

    public IReadOnlyList<V1Lease> List(string @namespace, string labelSelector)
    {
        string[] label = labelSelector.Split('=');
        return [.. _leases.Values.Where(lease => lease.Metadata.NamespaceProperty == @namespace && lease.Metadata.Labels?.TryGetValue(label[0], out string? value) == true && value == label[1])];
    }

    private void Check(V1Lease lease)
    {
        if (!_leases.TryGetValue(KeyOf(lease), out V1Lease? known))
        {
            throw new KubernetesApiException(404, "NotFound", "gone");
        }

        if (known.Metadata.ResourceVersion != lease.Metadata.ResourceVersion)
        {
            throw new KubernetesApiException(409, "Conflict", "changed meanwhile");
        }
    }

    private V1Lease Store(V1Lease lease)
    {
        Writes++;
        V1Lease stored = new()
        {
            Metadata = new V1ObjectMeta
            {
                Name = lease.Metadata.Name,
                NamespaceProperty = lease.Metadata.NamespaceProperty,
                Labels = lease.Metadata.Labels is null ? null : new Dictionary<string, string>(lease.Metadata.Labels),
                ResourceVersion = (++_version).ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
            Spec = lease.Spec,
        };
        _leases[KeyOf(lease)] = stored;
        return stored;
    }

    private static string KeyOf(V1Lease lease)
    {
        return $"{lease.Metadata.NamespaceProperty}/{lease.Metadata.Name}";
    }
}
