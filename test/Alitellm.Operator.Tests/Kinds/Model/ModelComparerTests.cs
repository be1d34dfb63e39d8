using System.Text.Json.Nodes;
using Alitellm.Api.Models;
using Alitellm.LiteLLM;
using Alitellm.Operator.Kinds.Model;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.Model;

public sealed class ModelComparerTests
{
    [TestCase("""{"model":"m","temperature":0.5}""", """{"model":"m","temperature":0.5}""", TestName = "The_same_is_equal")]
    [TestCase("""{"model":"m"}""", """{"model":"m","use_in_pass_through":false,"use_litellm_proxy":false,"merge_reasoning_content_in_choices":false}""", TestName = "What_LiteLLM_adds_to_every_row_is_no_difference")]
    [TestCase("""{"model":"m","api_key":"sk-secret"}""", """{"model":"m"}""", TestName = "A_key_that_LiteLLM_never_shows_is_no_difference")]
    [TestCase("""{"model":"m","top_p":null}""", """{"model":"m"}""", TestName = "Null_means_absent")]
    public void Equal(string desired, string observed)
    {
        Assert.That(Compare(desired, observed).Differences.Select(difference => difference.Path), Is.Empty);
    }

    [TestCase("""{"model":"m","temperature":0.5}""", """{"model":"m","temperature":0.6}""", "litellm_params.temperature", false, TestName = "A_changed_value_is_an_update")]
    [TestCase("""{"model":"m","temperature":0.5}""", """{"model":"m"}""", "litellm_params.temperature", false, TestName = "A_missing_key_is_an_update")]
    [TestCase("""{"model":"m"}""", """{"model":"m","top_p":0.1}""", "litellm_params.top_p", true, TestName = "M1_An_extra_params_key_needs_delete_and_create")]
    public void Differing(string desired, string observed, string path, bool needsReplace)
    {
        var comparison = Compare(desired, observed);

        Assert.That(comparison.Differences.Select(difference => difference.Path), Is.EqualTo([path]));
        Assert.That(comparison.NeedsReplace, Is.EqualTo(needsReplace));
    }

    [Test]
    public void Another_name_is_a_difference()
    {
        Assert.That(Compare("{}", "{}", name: "other").Differences.Single().Path, Is.EqualTo("model_name"));
    }

    [Test]
    public void Generated_info_is_no_difference_and_a_dropped_info_key_needs_delete_and_create()
    {
        Assert.That(Compare("{}", "{}", observedInfo: """{"max_tokens":4096,"db_model":true}""").IsEqual, Is.True);

        var dropped = Compare("{}", "{}", observedInfo: """{"mode":"chat"}""", recorded: new ModelLastRendered { InfoKeys = ["mode"], ParamsKeys = [] });
        Assert.That((dropped.Differences.Single().Path, dropped.NeedsReplace), Is.EqualTo(("model_info.mode", true)));
    }

    [Test]
    public void A_dropped_key_that_LiteLLM_never_shows_needs_delete_and_create()
    {
        Assert.That(Compare("{}", "{}", recorded: new ModelLastRendered { ParamsKeys = ["api_key"], InfoKeys = [] }).NeedsReplace, Is.True);
    }

    [Test]
    public void An_ignored_field_is_not_compared()
    {
        Assert.That(Compare("""{"temperature":1}""", """{"temperature":2}""", ignore: "litellm_params.temperature").IsEqual, Is.True);
    }

    private static Comparison Compare(string desired, string observed, string name = "gpt", string observedInfo = "{}", ModelLastRendered? recorded = null, string? ignore = null)
    {
        var info = JsonNode.Parse(observedInfo)!.AsObject();
        info["id"] = "row";
        var row = new ModelRow { ModelName = name, Params = JsonNode.Parse(observed)!.AsObject(), Info = info };
        return ModelComparer.Compare(
            new ModelDesired("gpt", JsonNode.Parse(desired)!.AsObject(), [], "v2:h", "v2:i"),
            ObservedModel.From(row)!,
            recorded,
            ignore is null ? IgnorePaths.None : IgnorePaths.Parse([ignore]));
    }
}
