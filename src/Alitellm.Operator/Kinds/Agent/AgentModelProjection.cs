using System.Collections.Concurrent;
using Alitellm.Api.Agents;
using Alitellm.Api.Models;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Events;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Agent;

/// <summary><c>spec.exposeAsModel</c>: keeps the model of an agent as it should be, and takes it away when it is no longer asked for. A model made by others is left alone.</summary>
internal sealed class AgentModelProjection : IProjection<LiteLLMA2AAgent>
{
    private const string FieldManager = "litellm-a2aagent";

    private readonly Informer<LiteLLMModel> _models;
    private readonly IResourceClient<LiteLLMModel> _client;
    private readonly IEventRecorder _events;
    private readonly string _provider;

    /// <summary>What was applied last, with the generation it made: where others own a field we gave up, the model never says quite what we say.</summary>
    private readonly ConcurrentDictionary<ObjectKey, (string? Uid, long? Generation, string Manifest)> _applied = new();

    /// <param name="provider">What LiteLLM calls agents through.</param>
    public AgentModelProjection(Informer<LiteLLMModel> models, IResourceClient<LiteLLMModel> client, IEventRecorder events, string provider)
    {
        _models = models;
        _client = client;
        _events = events;
        _provider = provider;
        models.Subscribe(OnModel);
    }

    public event Action<ObjectKey>? Changed;

    public async Task ApplyAsync(LiteLLMA2AAgent resource, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(resource.Metadata.NamespaceProperty, AgentModel.NameOf(resource.Metadata.Name));
        var model = _models.Get(key);
        if (resource.Spec.ExposeAsModel is null)
        {
            _applied.TryRemove(key, out _);
            if (model is { Metadata.DeletionTimestamp: null } && AgentModel.IsOwn(model, resource))
            {
                await _client.DeleteAsync(key, model.Metadata.Uid, cancellationToken);
            }

            return;
        }

        var manifest = AgentModel.Manifest(resource, _provider);
        var hash = ContentHash.Of(manifest);
        if (model is not null && AgentModel.IsOwn(model, resource) && (AgentModel.Matches(model, manifest) || IsApplied(key, model, hash)))
        {
            return;
        }

        // The watch may be behind: what is to be written is looked at as it is now.
        model = await _client.GetAsync(key, cancellationToken);
        if (model is not null && !AgentModel.IsOwn(model, resource))
        {
            _events.Warning(resource, "ProjectionConflict", $"LiteLLMModel {key.Name} was not made for this agent and is left alone: spec.exposeAsModel has no effect");
            return;
        }

        if (model is { Metadata.DeletionTimestamp: not null })
        {
            // Made again once it is gone, which its deletion tells.
            return;
        }

        var applied = await _client.ApplyAsync(key, manifest, FieldManager, force: true, cancellationToken);
        _applied[key] = (applied.Metadata.Uid, applied.Metadata.Generation, hash);
    }

    private bool IsApplied(ObjectKey key, LiteLLMModel model, string hash)
    {
        return _applied.TryGetValue(key, out var last) && last == (model.Metadata.Uid, model.Metadata.Generation, hash);
    }

    private void OnModel(InformerEvent<LiteLLMModel> change)
    {
        if (!change.IsInitial && AgentModel.AgentOf(change.Key.Name) is { } agent && Facts(change.Old) != Facts(change.New))
        {
            Changed?.Invoke(change.Key with { Name = agent });
        }
    }

    /// <summary>All that a model's fate depends on; its status is not our concern.</summary>
    private static string? Facts(LiteLLMModel? model)
    {
        return model is null
            ? null
            : string.Join('|', [
                model.Metadata.Uid,
                $"{model.Metadata.Generation}",
                .. (model.Metadata.Labels ?? new Dictionary<string, string>()).Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal),
                .. (model.Metadata.OwnerReferences ?? []).Select(owner => owner.Uid),
            ]);
    }
}
