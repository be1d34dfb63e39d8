using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Candidates;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>
/// Pure: the LiteLLMModel of a candidate. The user's params win over everything the source knows, but for the model itself. Placeholders stay as they
/// are: the model's own reconciler fills them in. Credentials of the source have no way in here.
/// </summary>
internal static class ModelTemplate
{
    private const string Model = "model";
    private const string ApiBase = "api_base";

    /// <param name="provider">What LiteLLM calls the source's provider.</param>
    public static Candidate Candidate(ModelDiscoverySpec spec, ModelCandidate model, string provider)
    {
        var name = ModelNames.Of(spec, model.Id);
        return new(model.Id, name, Spec(spec, model, provider)) { Forms = [model.Id, CandidateNames.Normalise(model.Id), name] };
    }

    /// <summary>Absent bags are written empty: null is refused by the schema. Numbers stay as they were written.</summary>
    public static JsonObject Spec(ModelDiscoverySpec spec, ModelCandidate model, string provider)
    {
        var result = new JsonObject
        {
            ["params"] = Params(spec, model, spec.LitellmProvider ?? provider),
            ["info"] = spec.Info?.DeepClone() ?? new JsonObject(),
        };
        if (spec.Secrets is { } secrets)
        {
            result["secrets"] = JsonSerializer.SerializeToNode(secrets, AlitellmJsonContext.Default.IListSecretBinding);
        }

        return result;
    }

    private static JsonObject Params(ModelDiscoverySpec spec, ModelCandidate model, string provider)
    {
        var result = spec.Params?.DeepClone().AsObject() ?? [];
        result[Model] = $"{provider}/{model.RoutedId ?? model.Id}";
        foreach (var (key, value) in model.Params ?? [])
        {
            if (!result.ContainsKey(key))
            {
                result[key] = value?.DeepClone();
            }
        }

        if (!string.IsNullOrEmpty(spec.BaseUrl) && !result.ContainsKey(ApiBase))
        {
            // Otherwise the models of a gateway would be asked of the vendor, with the gateway's key.
            result[ApiBase] = spec.BaseUrl;
        }

        return result;
    }
}
