using System.Text;
using Alitellm.Api.Common;
using Alitellm.Kubernetes.Client;
using Alitellm.Operator.Remote.Content;
using k8s.Models;

namespace Alitellm.Operator.Remote.Secrets;

/// <summary>Reads the referenced Secrets straight from the API server; nothing is kept.</summary>
internal sealed class SecretReader(IResourceClient<V1Secret> secrets)
{
    /// <summary>The values behind <paramref name="bindings"/>, or the first reference that leads nowhere.</summary>
    /// <exception cref="KubernetesApiException">The API server could not be asked; this is not the same as a missing Secret.</exception>
    public async Task<(SecretValues Values, SecretKeyRef? Missing)> ReadAsync(string @namespace, IReadOnlyList<SecretBinding> bindings, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var versions = new List<SecretVersion>();
        foreach (var group in bindings.GroupBy(binding => binding.SecretRef.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var secret = await secrets.GetAsync(new(@namespace, group.Key), cancellationToken);
            foreach (var binding in group)
            {
                if (secret?.Data is null || !secret.Data.TryGetValue(binding.SecretRef.Key, out var value))
                {
                    return (SecretValues.Empty, binding.SecretRef);
                }

                values[binding.As] = Encoding.UTF8.GetString(value);
            }

            versions.Add(new() { Name = group.Key, Uid = secret!.Metadata.Uid ?? "", ResourceVersion = secret.Metadata.ResourceVersion ?? "" });
        }

        return (new(values, versions), null);
    }
}
