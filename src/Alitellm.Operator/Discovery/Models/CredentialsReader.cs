using System.Text;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Kubernetes.Client;
using Alitellm.Operator.Discovery.Sources;
using k8s.Models;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>Reads a source's credentials straight from the API server for one listing; nothing is kept, so a rotated key counts at once.</summary>
internal sealed class CredentialsReader(IResourceClient<V1Secret> secrets)
{
    /// <exception cref="SourceException">The Secret or a required key does not exist.</exception>
    /// <exception cref="KubernetesApiException">The API server could not be asked; this is not the same as a missing Secret.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        string @namespace, CredentialsSecretRef? reference, CredentialKeys keys, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reference is null)
        {
            return values;
        }

        var data = (await secrets.GetAsync(new(@namespace, reference.Name), cancellationToken))?.Data;
        foreach (var key in keys.Required)
        {
            var found = data?.ContainsKey(key) == true ? key : keys.Fallbacks.GetValueOrDefault(key, key);
            values[key] = Value(data, found) ?? throw new SourceException(SourceFailure.SecretNotFound, $"{@namespace}/{reference.Name}:{key} not found");
        }

        foreach (var key in keys.Optional)
        {
            if (Value(data, key) is { } value)
            {
                values[key] = value;
            }
        }

        return values;
    }

    /// <summary>Trimmed: a trailing line break, which many tools leave, cannot be sent in a header.</summary>
    private static string? Value(IDictionary<string, byte[]>? data, string key)
    {
        return data is not null && data.TryGetValue(key, out var value) ? Encoding.UTF8.GetString(value).Trim() : null;
    }
}
