using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.GuardRails;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.GuardRail;

/// <summary>Pure: what a LiteLLMGuardRail sends to LiteLLM.</summary>
internal static class GuardRailRenderer
{
    /// <summary>Keys of params that are fields of the spec: copied over from LiteLLM's own YAML they would shadow them.</summary>
    private static readonly string[] s_reservedParams = ["default_on", "guardrail", "guardrail_name", "mode", "policy_template"];

    /// <param name="poolSize">How many objects share the name, this one included.</param>
    public static RenderResult<GuardRailDesired> Render(LiteLLMGuardRail resource, IReadOnlyDictionary<string, string> secrets, int poolSize)
    {
        var spec = resource.Spec;
        if (InvalidMode(spec.Mode) is { } problem)
        {
            return RenderResult<GuardRailDesired>.Failed(ConditionReasons.InvalidMode, problem);
        }

        var bindings = spec.Secrets ?? [];
        if (SecretBindingRules.Duplicates(bindings) is { Count: > 0 } duplicates)
        {
            return RenderResult<GuardRailDesired>.Failed(ConditionReasons.InvalidConfig, $"spec.secrets binds {string.Join(", ", duplicates)} more than once");
        }

        var (parameters, info) = (Bag(spec.Params), Bag(spec.Info));
        var notices = new List<Notice>();
        if (Stripped(parameters, info) is { Count: > 0 } stripped)
        {
            notices.Add(new("ReservedKeyStripped", $"{string.Join(", ", stripped)} left out: fields of the spec, or the operator's own", IsWarning: true));
        }

        var filledParams = Placeholders.Substitute(parameters, secrets);
        var filledInfo = Placeholders.Substitute(info, secrets);
        if (filledParams.Unresolved.Union(filledInfo.Unresolved).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } unresolved)
        {
            return RenderResult<GuardRailDesired>.Failed(ConditionReasons.SecretNotFound, $"no entry in spec.secrets for {string.Join(", ", unresolved)}");
        }

        var used = filledParams.Used.Union(filledInfo.Used).ToHashSet(StringComparer.Ordinal);
        notices.AddRange(SecretBindingRules.Unused(bindings, used).Select(name => new Notice("UnusedSecretRef", $"spec.secrets entry {name} is used by no placeholder", IsWarning: false)));

        var template = spec.PolicyTemplate is { Length: > 0 } text ? text : null;
        var body = new JsonObject { [GuardRailComparer.NamePath] = spec.GuardrailName, [GuardRailComparer.ParamsPath] = WithFields(parameters, spec), [GuardRailComparer.InfoPath] = info };
        if (template is not null)
        {
            body[GuardRailComparer.TemplatePath] = template;
        }

        var desired = new GuardRailDesired(spec.GuardrailName, WithFields(filledParams.Bag, spec), filledInfo.Bag, template, poolSize, ContentHash.Of(body));
        return RenderResult<GuardRailDesired>.Of(desired) with { Notices = notices };
    }

    private static string? InvalidMode(IList<string> modes)
    {
        return modes.Count switch
        {
            0 => "spec.mode names no mode",
            > 1 when modes.Contains(GuardRailModes.RealtimeInputTranscription, StringComparer.OrdinalIgnoreCase) => $"spec.mode: {GuardRailModes.RealtimeInputTranscription} must be the only mode",
            _ => null,
        };
    }

    private static List<string> Stripped(JsonObject parameters, JsonObject info)
    {
        var stripped = s_reservedParams.Where(parameters.Remove).Select(key => $"spec.params.{key}").ToList();
        if (info.Remove(Marker.Key))
        {
            stripped.Add($"spec.info.{Marker.Key}");
        }

        return stripped;
    }

    /// <summary>LiteLLM stores modes in lower case, and a single one reads like everybody writes it.</summary>
    private static JsonObject WithFields(JsonObject parameters, GuardRailSpec spec)
    {
        var modes = spec.Mode.Select(mode => (JsonNode)mode.ToLowerInvariant()).ToList();
        parameters["guardrail"] = spec.Provider;
        parameters["mode"] = modes is [var single] ? single : new JsonArray([.. modes]);
        if (spec.DefaultOn is { } defaultOn)
        {
            parameters["default_on"] = defaultOn;
        }

        return parameters;
    }

    private static JsonObject Bag(JsonObject? bag)
    {
        return bag?.DeepClone().AsObject() ?? [];
    }
}
