using Alitellm.Api.Common;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;

namespace Alitellm.Operator.Remote.Secrets;

/// <summary>The versions of Secrets as the metadata-only informer knows them: enough to tell whether a value may have changed without reading it.</summary>
internal sealed class SecretVersions(IStore<PartialObject> store)
{
    /// <summary>The versions of the Secrets behind <paramref name="bindings"/>, ordered by name, or the first missing one.</summary>
    public (IReadOnlyList<SecretVersion> Versions, SecretKeyRef? Missing) Of(string @namespace, IReadOnlyList<SecretBinding> bindings)
    {
        var versions = new List<SecretVersion>();
        foreach (var group in bindings.GroupBy(binding => binding.SecretRef.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (store.Get(new(@namespace, group.Key)) is not { } secret)
            {
                return ([], group.First().SecretRef);
            }

            versions.Add(new() { Name = group.Key, Uid = secret.Metadata.Uid ?? "", ResourceVersion = secret.Metadata.ResourceVersion ?? "" });
        }

        return (versions, null);
    }

    public static bool Same(IEnumerable<SecretVersion>? left, IEnumerable<SecretVersion> right)
    {
        return Key(left ?? []).SequenceEqual(Key(right));
    }

    private static IEnumerable<(string Name, string Uid, string Version)> Key(IEnumerable<SecretVersion> versions)
    {
        return versions.Select(version => (version.Name, version.Uid, version.ResourceVersion)).Order();
    }
}
