using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Models;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Model;

/// <summary>Pure: what a LiteLLMModel sends to LiteLLM.</summary>
/// <param name="defaultAccessGroup">The label of models that name no access group; null adds none.</param>
internal sealed class ModelRenderer(string? defaultAccessGroup)
{
    /// <summary>Keys of model_info that are the operator's.</summary>
    private static readonly string[] s_reserved = ["id", Marker.Key];

    public RenderResult<ModelDesired> Render(LiteLLMModel resource, RenderContext context)
    {
        var bindings = resource.Spec.Secrets ?? [];
        if (SecretBindingRules.Duplicates(bindings) is { Count: > 0 } duplicates)
        {
            return RenderResult<ModelDesired>.Failed(ConditionReasons.InvalidConfig, $"spec.secrets binds {string.Join(", ", duplicates)} more than once");
        }

        var notices = new List<Notice>();
        var parameters = Bag(resource.Spec.Params);
        var info = Bag(resource.Spec.Info);
        foreach (var key in s_reserved.Where(key => info.Remove(key)))
        {
            notices.Add(new("ProjectionOverride", $"spec.info.{key} is the operator's and was left out", IsWarning: true));
        }

        InjectAccessGroup(info);
        var filledParams = Placeholders.Substitute(parameters, context.Secrets);
        var filledInfo = Placeholders.Substitute(info, context.Secrets);
        if (filledParams.Unresolved.Union(filledInfo.Unresolved).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } unresolved)
        {
            return RenderResult<ModelDesired>.Failed(ConditionReasons.SecretNotFound, $"no entry in spec.secrets for {string.Join(", ", unresolved)}");
        }

        var used = filledParams.Used.Union(filledInfo.Used).ToHashSet(StringComparer.Ordinal);
        notices.AddRange(SecretBindingRules.Unused(bindings, used).Select(name => new Notice("UnusedSecretRef", $"spec.secrets entry {name} is used by no placeholder", IsWarning: false)));

        var body = new JsonObject { ["model_name"] = resource.Metadata.Name, ["litellm_params"] = parameters, ["model_info"] = info };
        var desired = new ModelDesired(resource.Metadata.Name, filledParams.Bag, filledInfo.Bag, ContentHash.Of(body), ContentHash.Of(info));
        return RenderResult<ModelDesired>.Of(desired) with { Notices = notices };
    }

    private void InjectAccessGroup(JsonObject info)
    {
        var isUnset = !info.TryGetPropertyValue("access_groups", out var groups) || groups is JsonArray { Count: 0 };
        if (defaultAccessGroup is not null && isUnset)
        {
            info["access_groups"] = new JsonArray(JsonValue.Create(defaultAccessGroup));
        }
    }

    private static JsonObject Bag(JsonObject? bag)
    {
        return bag?.DeepClone().AsObject() ?? [];
    }
}
