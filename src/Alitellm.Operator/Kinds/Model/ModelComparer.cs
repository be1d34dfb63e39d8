using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Models;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;

namespace Alitellm.Operator.Kinds.Model;

/// <summary>Pure: how a model row differs from what is wanted, seen through LiteLLM's mask (contract §3.4).</summary>
internal static class ModelComparer
{
    public const string ParamsPath = "litellm_params";
    public const string InfoPath = "model_info";

    /// <summary>LiteLLM adds these to every row.</summary>
    private static readonly FrozenSet<string> s_addedParams = new[] { "use_in_pass_through", "use_litellm_proxy", "merge_reasoning_content_in_choices" }.ToFrozenSet();

    public static Comparison Compare(ModelDesired desired, ObservedModel observed, LastRendered? recorded, IgnorePaths ignore)
    {
        var differences = new List<FieldDifference>();
        if (desired.Name != observed.Name)
        {
            differences.Add(new("model_name", desired.Name, observed.Name, Secret: false));
        }

        var byParams = FieldComparer.Compare(desired.Params, observed.Params, new()
        {
            Prefix = FieldPath.Root.Child(ParamsPath),
            ExtraKeysDiffer = true,
            ServerOwnedKeys = s_addedParams,
            Ignore = ignore,
            Mask = true,
            NullMeansAbsent = true,
        });
        differences.AddRange(byParams);
        differences.AddRange(FieldComparer.Compare(desired.Info, observed.Info, new()
        {
            Prefix = FieldPath.Root.Child(InfoPath),
            Ignore = ignore,
            NullMeansAbsent = true,
        }));

        var last = recorded as ModelLastRendered;
        var droppedInfo = Dropped(last?.InfoKeys, desired.Info).Where(observed.Info.ContainsKey).ToList();
        differences.AddRange(droppedInfo.Select(key => new FieldDifference($"{InfoPath}.{key}", null, observed.Info[key]?.DeepClone(), Secret: false) { DesiredAbsent = true }));

        // PATCH merges: neither route removes a key, so a key that must go means delete and create under the same id.
        var droppedParams = Dropped(last?.ParamsKeys, desired.Params).Any(key => observed.Params.ContainsKey(key) || LiteLLMMask.IsRemoved(key));
        var needsReplace = droppedParams || droppedInfo.Count > 0 || byParams.Any(difference => difference.DesiredAbsent);
        return new(differences, needsReplace);
    }

    private static IEnumerable<string> Dropped(IEnumerable<string>? recorded, JsonObject desired)
    {
        return (recorded ?? []).Where(key => !desired.ContainsKey(key));
    }
}
