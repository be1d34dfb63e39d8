using System.Collections.Concurrent;
using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Kubernetes;
using Alitellm.Operator.Remote.Secrets;

namespace Alitellm.Operator.Connections;

/// <summary>
/// The secret values of Connections. They are read again only when the metadata informer shows another version: a proxy is probed every few
/// minutes for ever, and reading its Secret each time would be the only request a steady state sends to the API server.
/// </summary>
internal sealed class ConnectionSecrets(SecretReader reader, SecretVersions versions)
{
    private readonly ConcurrentDictionary<ObjectKey, Known> _known = new();

    /// <summary>Master key and CA bundle, or the first reference that leads nowhere.</summary>
    /// <exception cref="Kubernetes.Client.KubernetesApiException">The API server could not be asked; nothing is known.</exception>
    public async Task<((string MasterKey, string? CaBundle) Values, SecretKeyRef? Missing)> ReadAsync(ObjectKey connection, ConnectionSpec spec, CancellationToken cancellationToken)
    {
        List<SecretBinding> bindings = [new() { As = nameof(ConnectionSpec.MasterKeySecretRef), SecretRef = spec.MasterKeySecretRef }];
        if (spec.CaBundleSecretRef is { } bundle)
        {
            bindings.Add(new() { As = nameof(ConnectionSpec.CaBundleSecretRef), SecretRef = bundle });
        }

        var references = string.Join(',', bindings.Select(binding => $"{binding.SecretRef.Name}:{binding.SecretRef.Key}"));
        var (seen, absent) = versions.Of(connection.Namespace, bindings);
        if (absent is null && _known.TryGetValue(connection, out var known) && known.References == references && SecretVersions.Same(known.Versions, seen))
        {
            return ((known.MasterKey, known.CaBundle), null);
        }

        var (values, missing) = await reader.ReadAsync(connection.Namespace, bindings, cancellationToken);
        if (missing is not null)
        {
            _known.TryRemove(connection, out _);
            return (default, missing);
        }

        var masterKey = values.ByPlaceholder[nameof(ConnectionSpec.MasterKeySecretRef)];
        var caBundle = values.ByPlaceholder.GetValueOrDefault(nameof(ConnectionSpec.CaBundleSecretRef));
        _known[connection] = new(references, values.Versions, masterKey, caBundle);
        return ((masterKey, caBundle), null);
    }

    public void Forget(ObjectKey connection)
    {
        _known.TryRemove(connection, out _);
    }

    private sealed record Known(string References, IReadOnlyList<SecretVersion> Versions, string MasterKey, string? CaBundle)
    {
        /// <summary>Keeps secrets out of logs and exceptions.</summary>
        public override string ToString()
        {
            return References;
        }
    }
}
