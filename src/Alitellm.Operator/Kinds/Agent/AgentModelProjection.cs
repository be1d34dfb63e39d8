using Alitellm.Api.Agents;
using Alitellm.Api.Common;
using Alitellm.Api.Models;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Events;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Children;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Kinds.Agent;

/// <summary><c>spec.exposeAsModel</c>: keeps the model of an agent as it should be, and takes it away when it is no longer asked for. A model made by others is left alone.</summary>
internal sealed class AgentModelProjection : IProjection<LiteLLMA2AAgent>
{
    private const string FieldManager = "litellm-a2aagent";

    private readonly Informer<LiteLLMModel> _models;
    private readonly ChildWriter<LiteLLMModel> _writer;
    private readonly IEventRecorder _events;
    private readonly string _provider;

    /// <param name="provider">What LiteLLM calls agents through.</param>
    public AgentModelProjection(Informer<LiteLLMModel> models, IResourceClient<LiteLLMModel> client, IEventRecorder events, string provider)
    {
        _models = models;
        _writer = new(models, client, FieldManager);
        _events = events;
        _provider = provider;
        models.Subscribe(OnModel);
    }

    public event Action<ObjectKey>? Changed;

    public async Task ApplyAsync(LiteLLMA2AAgent resource, CancellationToken cancellationToken)
    {
        var owner = ChildOwner.Of(resource, ApiGroup.GeneratedByAgentLabel);
        if (resource.Spec.ExposeAsModel is null)
        {
            var model = _models.Get(owner.Key with { Name = AgentModel.NameOf(resource.Metadata.Name) });
            if (owner.StateOf(model) == ChildState.Ours)
            {
                await _writer.DeleteAsync(model!, cancellationToken);
            }

            return;
        }

        // One that is on its way out is made again once it is gone, which its deletion tells.
        var manifest = AgentModel.Manifest(resource, owner, _provider);
        var written = await _writer.WriteAsync(manifest, owner, cancellationToken);
        if (written.State is ChildState.Explicit or ChildState.Adopted or ChildState.Foreign)
        {
            _events.Warning(resource, "ProjectionConflict", $"LiteLLMModel {manifest.Key.Name} was not made for this agent and is left alone: spec.exposeAsModel has no effect");
        }
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
