using System.Text.Json.Nodes;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Candidates;
using Alitellm.Operator.Discovery.Models;
using Alitellm.Operator.Hosting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Candidates;

public sealed class CandidateTests
{
    [TestCase("anthropic.claude-3-sonnet-20240229-v1:0", "anthropic.claude-3-sonnet-20240229-v1-0")]
    [TestCase("GPT-4.1-Turbo", "gpt-4.1-turbo")]
    [TestCase("anthropic/claude:3_sonnet 20240229", "anthropic-claude-3-sonnet-20240229")]
    [TestCase("~anthropic/claude-sonnet-latest", "anthropic-claude-sonnet-latest")]
    [TestCase("claude-中文-3", "claude-3")]
    [TestCase("...a.b...", "a.b")]
    [TestCase("a/.b", "a-.b")]
    [TestCase("-:-_-", "")]
    [TestCase("....", "")]
    [TestCase("", "")]
    public void A_name_is_made_as_the_reference_operator_makes_it(string id, string name)
    {
        Assert.That(CandidateNames.Normalise(id), Is.EqualTo(name));
    }

    [TestCase("openai.gpt-4", true)]
    [TestCase("a..b", false)]
    [TestCase("a.-b", false)]
    [TestCase("openai.", false)]
    [TestCase("", false)]
    public void A_name_is_a_subdomain(string name, bool valid)
    {
        Assert.That(DnsName.IsSubdomain(name), Is.EqualTo(valid));
    }

    [Test]
    public void A_segment_may_be_long_and_a_name_may_not()
    {
        Assert.That(DnsName.IsSubdomain($"openai.{new string('a', 100)}"), Is.True);
        Assert.That(DnsName.IsSubdomain(new string('a', 254)), Is.False);
    }

    [TestCase(null, null, "openai.gpt-4")]
    [TestCase("my.gateway", null, "my.gateway.gpt-4")]
    [TestCase(null, true, "gpt-4")]
    public void The_prefix_is_the_type_unless_the_spec_says_otherwise(string? prefix, bool? disabled, string name)
    {
        Assert.That(ModelNames.Of(new() { Type = "openai", Prefix = prefix, DisablePrefix = disabled }, "GPT-4"), Is.EqualTo(name));
    }

    [Test]
    public void Of_several_candidates_with_one_name_the_first_is_taken()
    {
        Assert.That(CandidateNames.Distinct([Named("A", "x"), Named("B", "y"), Named("C", "x")]).Select(candidate => candidate.SourceId), Is.EqualTo(["A", "B"]));
    }

    [TestCase("raw/ID", "kept")]
    [TestCase("raw-id", "kept")]
    [TestCase("openai\\.raw", "kept")]
    [TestCase("id", "unmatched")]
    public void D9_A_filter_is_tried_on_the_raw_id_the_normalised_one_and_the_full_name(string include, string expected)
    {
        var candidate = ModelTemplate.Candidate(new() { Type = "openai" }, new("raw/ID"), "openai");
        var (kept, unmatched) = CandidateFilter.Parse(new() { Include = [include] }).Filter!.Apply([candidate]);

        Assert.That(unmatched is not null ? "unmatched" : kept.Count == 1 ? "kept" : "dropped", Is.EqualTo(expected));
    }

    [Test]
    public void Each_include_pattern_must_match_something_and_all_that_do_not_are_named_in_order()
    {
        var filter = CandidateFilter.Parse(new() { Include = ["x", "a", "y"], Exclude = ["nothing"] }).Filter!;
        Assert.That(filter.Apply([Named("a", "a")]).Unmatched, Is.EqualTo("spec.filters.include[0] \"x\", spec.filters.include[2] \"y\" match none of the 1 candidates of the source"));
        Assert.That(CandidateFilter.Parse(null).Filter!.Apply([]).Unmatched, Is.Null);
    }

    [Test]
    public void What_is_kept_keeps_its_order()
    {
        var filter = CandidateFilter.Parse(new() { Include = ["[abc]"], Exclude = ["b"] }).Filter!;
        Assert.That(filter.Apply([Named("c", "c"), Named("b", "b"), Named("a", "a"), Named("z", "z")]).Kept.Select(candidate => candidate.Name), Is.EqualTo(["c", "a"]));
    }

    [Test]
    public void A_bad_pattern_is_named_by_list_and_index_and_includes_come_first()
    {
        Assert.That(CandidateFilter.Parse(new() { Include = ["a", "("], Exclude = ["("] }).Problem, Does.StartWith("spec.filters.include[1] \"(\""));
        Assert.That(CandidateFilter.Parse(new() { Exclude = ["(?=x)"] }).Problem, Does.StartWith("spec.filters.exclude[0]"));
    }

    [TestCase("""{"type":"openai"}""", """{"model":"openai/a/b"}""")]
    [TestCase("""{"type":"openai","baseUrl":"https://gw","params":{"api_base":"https://own","model":"mine"}}""", """{"api_base":"https://own","model":"openai/a/b"}""")]
    [TestCase("""{"type":"openai","baseUrl":"https://gw","params":{"api_base":null}}""", """{"api_base":null,"model":"openai/a/b"}""")]
    [TestCase("""{"type":"openai","params":{}}""", """{"model":"openai/a/b"}""")]
    [TestCase("""{"type":"openai","params":{"x":1.50,"y":1e3}}""", """{"x":1.50,"y":1e3,"model":"openai/a/b"}""")]
    public void D15_The_users_params_win_but_for_the_model_and_an_empty_bag_is_like_none(string spec, string expected)
    {
        Assert.That(ParamsOf(spec), Is.EqualTo(expected));
    }

    [Test]
    public void D7_The_models_of_a_gateway_are_asked_of_the_gateway()
    {
        Assert.That(ParamsOf("""{"type":"openai","baseUrl":"https://gw/v1/"}"""), Is.EqualTo("""{"model":"openai/a/b","api_base":"https://gw/v1/"}"""));
    }

    [Test]
    public void D8_The_models_of_a_gateway_cost_what_its_provider_takes()
    {
        Assert.That(ParamsOf("""{"type":"openai","litellmProvider":"openrouter"}"""), Is.EqualTo("""{"model":"openrouter/a/b"}"""));
    }

    [Test]
    public void D30_What_the_source_knows_is_added_and_the_raw_id_stays_in_the_model()
    {
        var model = new ModelCandidate("anthropic.claude-v1:0") { RoutedId = "eu.anthropic.claude-v1:0", Params = new JsonObject { ["aws_region_name"] = "eu-west-1", ["x"] = 1 } };
        var candidate = ModelTemplate.Candidate(new() { Type = "bedrock", Params = new JsonObject { ["x"] = 2 } }, model, "bedrock");

        Assert.That((candidate.Name, candidate.SourceId), Is.EqualTo(("bedrock.anthropic.claude-v1-0", "anthropic.claude-v1:0")));
        Assert.That(candidate.Spec["params"]!.ToJsonString(), Is.EqualTo("""{"x":2,"model":"bedrock/eu.anthropic.claude-v1:0","aws_region_name":"eu-west-1"}"""));
        Assert.That(candidate.Spec["info"]!.ToJsonString(), Is.EqualTo("{}"));
        Assert.That(candidate.Spec.ContainsKey("secrets"), Is.False);
    }

    [Test]
    public void Aliases_are_sorted_a_later_rule_wins_and_129_make_two_chunks()
    {
        var models = Enumerable.Range(0, 129).Select(index => $"m{index:D3}").ToList();
        var (chunks, problem) = AliasPlan.Of([new ModelAliasRule { Suffix = "[1m]" }], models);
        Assert.That(problem, Is.Null);
        Assert.That(chunks.Select(chunk => chunk.Count), Is.EqualTo([128, 1]));
        Assert.That(chunks[0][0], Is.EqualTo(KeyValuePair.Create("m000[1m]", "m000")));

        (chunks, _) = AliasPlan.Of([new() { Prefix = "x", Include = ["a"] }, new() { Prefix = "x", Include = ["a$", "b"] }], ["a", "ab", "b"]);
        Assert.That(chunks.Single().Select(alias => $"{alias.Key}={alias.Value}"), Is.EqualTo(["xa=a", "xab=ab", "xb=b"]));
        Assert.That(AliasPlan.Of([new() { Prefix = "x", Include = ["("] }], ["a"]).Problem, Does.StartWith("spec.aliases[0].include[0]"));
        Assert.That(AliasPlan.Of(null, ["a"]).Chunks, Is.Empty);
    }

    private static Candidate Named(string id, string name)
    {
        return new(id, name, []);
    }

    private static string ParamsOf(string spec)
    {
        var read = System.Text.Json.JsonSerializer.Deserialize($$"""{"spec":{{spec}}}""", Alitellm.Api.AlitellmJsonContext.Default.LiteLLMModelDiscovery)!.Spec;
        return ModelTemplate.Spec(read, new("a/b"), "openai")["params"]!.ToJsonString();
    }
}
