using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Models;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Kinds.Model;
using Alitellm.Operator.Remote;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.Model;

public sealed class ModelRendererTests
{
    [Test]
    public void Placeholders_are_filled_at_every_depth_and_the_hash_leaves_the_values_out()
    {
        const string Spec = """{"params":{"model":"m","headers":{"x":["a-{{KEY}}-b"]}},"secrets":[{"as":"KEY","secretRef":{"name":"s","key":"k"}}]}""";

        var one = Render(Spec, ("KEY", "one")).Desired!;
        var two = Render(Spec, ("KEY", "two")).Desired!;

        Assert.That(one.Params["headers"]!.ToJsonString(), Is.EqualTo("""{"x":["a-one-b"]}"""));
        Assert.That(one.Hash, Is.EqualTo(two.Hash));
        Assert.That(one.ToString(), Does.Not.Contain("one"));
    }

    [Test]
    public void A_placeholder_without_an_entry_is_named()
    {
        var result = Render("""{"params":{"model":"{{NOPE}}"}}""");

        Assert.That(result.Desired, Is.Null);
        Assert.That(result.FailureMessage, Does.Contain("NOPE"));
    }

    [Test]
    public void A_name_bound_twice_is_InvalidConfig()
    {
        var result = Render("""{"params":{},"secrets":[{"as":"A","secretRef":{"name":"s","key":"k"}},{"as":"A","secretRef":{"name":"s","key":"l"}}]}""", ("A", "x"));

        Assert.That(result.FailureReason, Is.EqualTo(ConditionReasons.InvalidConfig));
    }

    [Test]
    public void An_unused_entry_and_the_operators_own_keys_are_reported_and_nothing_more()
    {
        var result = Render("""{"params":{"model":"m"},"info":{"id":"x","alitellm_operator":{}},"secrets":[{"as":"A","secretRef":{"name":"s","key":"k"}}]}""", ("A", "x"));

        Assert.That(result.Notices.Select(notice => notice.Reason), Is.EquivalentTo(["ProjectionOverride", "ProjectionOverride", "UnusedSecretRef"]));
        Assert.That(result.Desired!.Info.ContainsKey("id"), Is.False);
    }

    [TestCase("{}", """["team"]""")]
    [TestCase("""{"access_groups":[]}""", """["team"]""")]
    [TestCase("""{"access_groups":["own"]}""", """["own"]""")]
    [TestCase("""{"access_groups":"text"}""", "\"text\"")]
    public void The_default_access_group_fills_only_what_is_missing_or_empty(string info, string groups)
    {
        Assert.That(Render($$"""{"params":{"model":"m"},"info":{{info}} }""").Desired!.Info["access_groups"]!.ToJsonString(), Is.EqualTo(groups));
    }

    [Test]
    public void Numbers_keep_their_text()
    {
        Assert.That(Render("""{"params":{"model":"m","big":12345678901234567890,"cost":1e-7}}""").Desired!.Params.ToJsonString(), Does.Contain("12345678901234567890").And.Contain("1e-7"));
    }

    [Test]
    public void The_spec_itself_is_not_changed()
    {
        var spec = Spec("""{"params":{"model":"{{A}}"},"info":{},"secrets":[{"as":"A","secretRef":{"name":"s","key":"k"}}]}""");
        new ModelRenderer("team").Render(new() { Metadata = new() { Name = "gpt" }, Spec = spec }, new(ConnectionSnapshot.Unknown(default), new Dictionary<string, string> { ["A"] = "v" }));

        Assert.That(spec.Params!.ToJsonString(), Is.EqualTo("""{"model":"{{A}}"}"""));
        Assert.That(spec.Info, Is.Empty);
    }

    private static RenderResult<ModelDesired> Render(string spec, params (string Name, string Value)[] secrets)
    {
        return new ModelRenderer("team").Render(
            new() { Metadata = new() { Name = "gpt" }, Spec = Spec(spec) },
            new(ConnectionSnapshot.Unknown(default), secrets.ToDictionary(pair => pair.Name, pair => pair.Value)));
    }

    private static ModelSpec Spec(string json)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        return new()
        {
            Params = node["params"]?.DeepClone().AsObject(),
            Info = node["info"]?.DeepClone().AsObject(),
            Secrets = node["secrets"]?.AsArray().Select(entry => new SecretBinding
            {
                As = (string)entry!["as"]!,
                SecretRef = new() { Name = (string)entry["secretRef"]!["name"]!, Key = (string)entry["secretRef"]!["key"]! },
            }).ToList(),
        };
    }
}
