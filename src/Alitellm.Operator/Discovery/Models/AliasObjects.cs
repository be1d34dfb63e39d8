using System.Globalization;
using System.Text.Json.Nodes;
using Alitellm.Api.Aliases;
using Alitellm.Api.Common;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using Alitellm.LiteLLM;
using Alitellm.Operator.Children;
using Alitellm.Operator.Discovery.Passes;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>
/// Keeps the LiteLLMModelAlias objects of a discovery as its alias rules say. They are not waited for when the discovery goes: plain garbage
/// collection takes them then.
/// </summary>
internal sealed class AliasObjects(Informer<LiteLLMModelAlias> aliases, ChildWriter<LiteLLMModelAlias> writer)
{
    private const int MaxMessage = 200;

    /// <param name="models">The generated models, written in this pass or before: one slip of the API server drops no alias.</param>
    public async Task<CompletionFailure?> SyncAsync(LiteLLMModelDiscovery discovery, IReadOnlyList<string> models, CancellationToken cancellationToken)
    {
        var (chunks, problem) = AliasPlan.Of(discovery.Spec.Aliases, models);
        if (problem is not null)
        {
            return new(ConditionReasons.AliasWriteFailed, problem, IsTransient: false);
        }

        var owner = ChildOwner.Of(discovery, ApiGroup.GeneratedByLabel, blocksDeletion: false);
        try
        {
            if (await WriteAsync(owner, chunks, cancellationToken) is { } failure)
            {
                return failure;
            }

            await DeleteAsync(discovery, owner, chunks.Count, cancellationToken);
            return null;
        }
        catch (KubernetesApiException e) when (!WriteFailures.EndsThePass(e))
        {
            return new(ConditionReasons.AliasWriteFailed, Redactor.Cut(Redactor.Redact(e.Message), MaxMessage), WriteFailures.IsTransient(e));
        }
    }

    private async Task<CompletionFailure?> WriteAsync(ChildOwner owner, IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> chunks, CancellationToken cancellationToken)
    {
        foreach (var (index, chunk) in chunks.Index())
        {
            var manifest = ChildManifest.Of(LiteLLMModelAlias.KindName, NameOf(owner, index), owner, Spec(chunk));
            var written = await writer.WriteAsync(manifest, owner, cancellationToken);
            if (written.State is not (ChildState.Absent or ChildState.Ours) || written.Raced)
            {
                var isPassing = written.Raced || written.State is ChildState.OursDeleting or ChildState.ForeignDeleting;
                var why = isPassing ? "is being deleted or changed by somebody else" : "was not made by this discovery and is left alone";
                return new(ConditionReasons.AliasWriteFailed, $"{LiteLLMModelAlias.KindName} {manifest.Key.Name} {why}", isPassing);
            }
        }

        return null;
    }

    private async Task DeleteAsync(LiteLLMModelDiscovery discovery, ChildOwner owner, int chunks, CancellationToken cancellationToken)
    {
        var wanted = Enumerable.Range(0, chunks).Select(index => NameOf(owner, index)).ToHashSet(StringComparer.Ordinal);
        foreach (var surplus in aliases.ChildrenOf(discovery).Where(alias => alias.Metadata.DeletionTimestamp is null && !wanted.Contains(alias.Metadata.Name)))
        {
            await writer.DeleteAsync(surplus, cancellationToken);
        }
    }

    private static string NameOf(ChildOwner owner, int index)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{owner.Key.Name}-aliases-{index}");
    }

    private static JsonObject Spec(IReadOnlyList<KeyValuePair<string, string>> chunk)
    {
        return new() { ["aliases"] = new JsonArray([.. chunk.Select(alias => (JsonNode)new JsonObject { ["name"] = alias.Key, ["value"] = alias.Value })]) };
    }
}
