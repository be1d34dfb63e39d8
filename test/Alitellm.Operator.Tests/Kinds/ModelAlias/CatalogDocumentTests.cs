using System.Text.Json.Nodes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Discovery.Patterns;
using Alitellm.Operator.Kinds.ModelAlias.Catalog;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.ModelAlias;

public sealed class CatalogDocumentTests
{
    private static readonly CatalogFilter All = new([], []);

    [Test]
    public void Every_ability_price_and_limit_comes_from_the_target()
    {
        var model = Model("""
            {"mode":"chat","supports_vision":true,"supports_reasoning":true,"supports_function_calling":true,"supports_audio_input":true,
             "supports_pdf_input":true,"supports_video_input":true,"max_input_tokens":200000,"max_output_tokens":64000,
             "input_cost_per_token":2.5e-06,"output_cost_per_token":0.00001,"cache_read_input_token_cost":1.25e-7}
            """);

        Assert.That(model!.ToJsonString(), Is.EqualTo("""{"id":"fast","name":"fast","attachment":true,"reasoning":true,"tool_call":true,"temperature":true,"modalities":{"input":["text","image","audio","pdf","video"],"output":["text"]},"limit":{"context":200000,"output":64000},"cost":{"input":2.5,"output":10,"cache_read":0.125}}"""));
    }

    [TestCase("""{"mode":"chat"}""")]
    [TestCase("""{"mode":"chat","supports_vision":null,"supports_reasoning":"true","max_input_tokens":"many","max_output_tokens":null,"input_cost_per_token":"free","output_cost_per_token":{}}""")]
    [TestCase("""{"mode":"chat","max_input_tokens":-1,"max_output_tokens":0,"input_cost_per_token":1e300}""")]
    public void What_is_missing_or_of_another_type_is_not_supported(string info)
    {
        Assert.That(Model(info)!.ToJsonString(), Is.EqualTo("""{"id":"fast","name":"fast","attachment":false,"reasoning":false,"tool_call":false,"temperature":true,"modalities":{"input":["text"],"output":["text"]},"limit":{"context":128000,"output":8192},"cost":{"input":0,"output":0,"cache_read":0}}"""));
    }

    [TestCase("""{"mode":"embedding"}""")]
    [TestCase("{}")]
    public void What_is_no_chat_model_is_left_out(string info)
    {
        Assert.That(Model(info), Is.Null);
    }

    [Test]
    public void A_row_named_like_the_alias_tells_nothing()
    {
        var models = CatalogDocument.Models(
            new Dictionary<string, string> { ["fast"] = "gpt" },
            [Row("fast", """{"mode":"chat","supports_vision":true}"""), Row("gpt", """{"mode":"chat"}""")],
            All);

        Assert.That((bool)models["fast"]!["attachment"]!, Is.False);
    }

    [Test]
    public void The_document_has_the_providers_constants_and_two_spaces_of_indent()
    {
        var text = CatalogDocument.Text(new() { ["a/b"] = new JsonObject() }, new("https://ai.example.com/v1"));

        Assert.That(text.ReplaceLineEndings("\n"), Is.EqualTo("""
            {
              "ackstorm": {
                "id": "ackstorm",
                "name": "ACKSTORM",
                "npm": "@ai-sdk/openai-compatible",
                "api": "https://ai.example.com/v1",
                "env": [],
                "models": {
                  "a/b": {}
                }
              }
            }
            """.ReplaceLineEndings("\n")));
    }

    [TestCase("", "", "gpt-fast", true)]
    [TestCase("gpt,claude", "", "my-gpt", true)]
    [TestCase("^gpt", "", "my-gpt", false)]
    [TestCase("gpt", "-test$", "gpt-test", false)]
    [TestCase("", "-test$", "gpt", true)]
    public void Any_pattern_includes_and_any_excludes(string include, string exclude, string alias, bool admitted)
    {
        static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(new CatalogFilter(Split(include), Split(exclude)).Admits(alias), Is.EqualTo(admitted));
    }

    [Test]
    public void Patterns_are_matched_in_linear_time_or_refused()
    {
        Assert.That(new CatalogFilter(["^(a+)+$"], []).Admits(new string('a', 50_000) + "!"), Is.False);
        Assert.That(() => new CatalogFilter(["(?=a)"], []), Throws.InstanceOf<PatternException>());
        Assert.That(() => new CatalogFilter(["("], []), Throws.InstanceOf<PatternException>());
    }

    private static JsonNode? Model(string info)
    {
        return CatalogDocument.Models(new Dictionary<string, string> { ["fast"] = "gpt" }, [Row("gpt", info)], All)["fast"];
    }

    private static ModelRow Row(string name, string info)
    {
        return new() { ModelName = name, Info = JsonNode.Parse(info)!.AsObject() };
    }
}
