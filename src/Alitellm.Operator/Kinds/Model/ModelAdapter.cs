using System.Globalization;
using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.Common;
using Alitellm.Api.Models;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Model;

/// <summary>LiteLLMModel: one row of LiteLLM's model table under an id of our choice.</summary>
/// <param name="stamp">Goes into created_by and updated_by, for LiteLLM's own pages.</param>
internal sealed class ModelAdapter(string instance, string stamp, string? defaultAccessGroup, TimeProvider time) : IRemoteAdapter<LiteLLMModel, ModelDesired, ObservedModel>
{
    /// <summary>Rows per page: about 3 kB each (contract §15), so a page stays far below the client's 16 MiB.</summary>
    private const int PageSize = 1000;

    private readonly ModelRenderer _renderer = new(defaultAccessGroup);

    public static ResourceType<LiteLLMModel> Type { get; } = new(ApiGroup.Group, ApiGroup.Version, LiteLLMModel.Plural, LiteLLMModel.KindName, AlitellmJsonContext.Default.LiteLLMModel);

    public RemoteKind<LiteLLMModel> Kind { get; } = new(Type, LiteLLMModel.Finalizer)
    {
        ChoosesIds = true,
        IdPath = $"{ModelComparer.InfoPath}.id",
        MarkerPath = $"{ModelComparer.InfoPath}.{Marker.Key}",
    };

    public string RemoteName(LiteLLMModel resource, ConnectionSnapshot connection)
    {
        return resource.Metadata.Name;
    }

    public string? ChosenId(LiteLLMModel resource, ConnectionSnapshot connection)
    {
        var key = ObjectKey.Of(resource);
        return DeterministicId.ForModel(instance, ConnectionRefs.Of(resource).Name, key.Namespace, key.Name);
    }

    public IReadOnlyList<SecretBinding> Secrets(LiteLLMModel resource)
    {
        return [.. resource.Spec.Secrets ?? []];
    }

    public RenderResult<ModelDesired> Render(LiteLLMModel resource, RenderContext context)
    {
        return _renderer.Render(resource, context);
    }

    public Comparison Compare(ModelDesired desired, ObservedModel observed, LastRendered? recorded, IgnorePaths ignore)
    {
        return ModelComparer.Compare(desired, observed, recorded, ignore);
    }

    public async Task<IReadOnlyList<ObservedModel>> ListAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        var models = new List<ObservedModel>();
        for (var page = 1; ; page++)
        {
            var number = page;
            var answer = await CallAsync(connection, (api, token) => api.ListModelsAsync(number, PageSize, token), cancellationToken);
            models.AddRange(answer.Data.Select(ObservedModel.From).OfType<ObservedModel>());
            if (page >= answer.TotalPages || answer.Data.Count == 0)
            {
                return models;
            }
        }
    }

    public async Task<ObservedModel?> ReadAsync(ConnectionSnapshot connection, string id, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(connection, (api, token) => api.FindModelAsync(id, token), cancellationToken);
        return answer.Data.Select(ObservedModel.From).FirstOrDefault(model => model?.Id == id);
    }

    public async Task<string> CreateAsync(WriteContext<LiteLLMModel, ModelDesired, ObservedModel> write, CancellationToken cancellationToken)
    {
        var id = write.Id ?? ChosenId(write.Resource, write.Connection)!;
        var now = Now();
        var body = Body(write, id);
        var info = body["model_info"]!.AsObject();
        info["created_by"] = stamp;
        info["created_at"] = now;
        info["updated_at"] = now;
        await CallAsync(write.Connection, (api, token) => api.CreateModelAsync(body, token), cancellationToken);
        return id;
    }

    public Task UpdateAsync(WriteContext<LiteLLMModel, ModelDesired, ObservedModel> write, string id, CancellationToken cancellationToken)
    {
        var body = Body(write, id);
        body["model_info"]!["updated_at"] = Now();
        return CallAsync(write.Connection, (api, token) => api.UpdateModelAsync(id, body, token), cancellationToken);
    }

    public async Task DeleteAsync(DeleteContext<LiteLLMModel> deletion, string id, CancellationToken cancellationToken)
    {
        try
        {
            var connection = deletion.Connection;
            await connection.Endpoint!.CallModelsAsync(connection.Version, token => connection.Client!.Api.DeleteModelAsync(new(id), token), cancellationToken);
        }
        catch (LiteLLMException e) when (e is { Class: LiteLLMErrorClass.NotFound, RouteMissing: false })
        {
            // Already gone is what was asked for.
        }
    }

    public LastRendered Record(RemoteStatus status, ModelDesired desired)
    {
        var record = ((ModelStatus)status).LastRendered ??= new();
        record.ParamsKeys = Keys(desired.Params);
        record.InfoKeys = Keys(desired.Info);
        record.InfoHash = desired.InfoHash;
        return record;
    }

    public string? RefuseIgnore(string path)
    {
        return IgnorePaths.Validate(path, LiteLLMMask.Hides);
    }

    private static Task<T> CallAsync<T>(ConnectionSnapshot connection, Func<ILiteLLMApi, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        return connection.Endpoint!.CallModelsAsync(connection.Version, token => call(connection.Client!.Api, token), cancellationToken);
    }

    private JsonObject Body(WriteContext<LiteLLMModel, ModelDesired, ObservedModel> write, string id)
    {
        var info = write.Desired.Info.DeepClone().AsObject();
        info["id"] = id;
        info["updated_by"] = stamp;
        write.Marker.WriteTo(info);
        return new() { ["model_name"] = write.Desired.Name, ["litellm_params"] = write.Desired.Params.DeepClone(), ["model_info"] = info };
    }

    private static List<string> Keys(JsonObject bag)
    {
        return [.. bag.Select(entry => entry.Key).Order(StringComparer.Ordinal)];
    }

    private string Now()
    {
        return time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
