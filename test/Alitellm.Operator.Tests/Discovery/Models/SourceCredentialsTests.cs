using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Models;

internal sealed class SourceCredentialsTests : SourceFixture
{
    [TestCase(ModelSourceTypes.Anthropic, "ANTHROPIC_API_KEY")]
    [TestCase(ModelSourceTypes.AzureOpenAI, "AZURE_API_KEY")]
    [TestCase(ModelSourceTypes.Bedrock, "AWS_ACCESS_KEY_ID")]
    [TestCase(ModelSourceTypes.Bedrock, "AWS_SECRET_ACCESS_KEY")]
    [TestCase(ModelSourceTypes.ElevenLabs, "ELEVENLABS_API_KEY")]
    [TestCase(ModelSourceTypes.Gemini, "GEMINI_API_KEY")]
    [TestCase(ModelSourceTypes.HuggingFaceTgi, "HUGGINGFACE_API_KEY")]
    [TestCase(ModelSourceTypes.Ollama, "OLLAMA_API_KEY")]
    [TestCase(ModelSourceTypes.OpenAI, "OPENAI_API_KEY")]
    [TestCase(ModelSourceTypes.Vertex, "VERTEX_CREDENTIALS")]
    [TestCase(ModelSourceTypes.Vllm, "VLLM_API_KEY")]
    public async Task An_empty_value_is_refused_and_white_space_around_one_is_cut_off(string type, string key)
    {
        Assert.That(World.Sources.Find(type)!.Credentials.Required, Does.Contain(key));
        var request = World.Request(type);
        var credentials = request.Credentials.ToDictionary();

        credentials[key] = $" {request.Credentials[key]}\r\n";
        Assert.That(await World.ListAsync(request with { Credentials = credentials }), Is.Not.Empty);

        credentials[key] = " \n";
        var error = await World.FailureAsync(request with { Credentials = credentials });
        Assert.That((error.Failure, error.Message), Is.EqualTo((SourceFailure.InvalidConfig, $"the credentials cannot be used: {key} is empty")));
    }

    [TestCase("sk-\ncanary")]
    [TestCase("sk-cänary")]
    public async Task A_value_that_cannot_stand_in_a_header_is_refused_without_quoting_it(string value)
    {
        var request = World.Request(ModelSourceTypes.OpenAI) with { Credentials = new Dictionary<string, string> { ["OPENAI_API_KEY"] = value } };

        var error = await World.FailureAsync(request);

        Assert.That((error.Failure, error.Message), Is.EqualTo(
            (SourceFailure.InvalidConfig, "the credentials cannot be used: OPENAI_API_KEY holds characters that cannot be sent")));
        Assert.That(World.Providers.Calls, Is.Empty);
    }

    [Test]
    public async Task A_missing_key_is_named()
    {
        var request = World.Request(ModelSourceTypes.Gemini) with { Credentials = new Dictionary<string, string>() };

        Assert.That((await World.FailureAsync(request)).Message, Is.EqualTo("the credentials cannot be used: GEMINI_API_KEY is missing"));
    }

    [Test]
    public async Task Gemini_takes_the_key_under_googles_name_too()
    {
        var request = World.Request(ModelSourceTypes.Gemini) with { Credentials = new Dictionary<string, string> { ["GOOGLE_API_KEY"] = SourceWorld.Canary } };

        Assert.That(await World.ListAsync(request), Has.Count.EqualTo(3));
        Assert.That(World.Sources.Find(ModelSourceTypes.Gemini)!.Credentials.Fallbacks["GEMINI_API_KEY"], Is.EqualTo("GOOGLE_API_KEY"));
    }

    [Test]
    public async Task Geminis_own_name_wins()
    {
        var request = World.Request(ModelSourceTypes.Gemini) with
        {
            Credentials = new Dictionary<string, string> { ["GOOGLE_API_KEY"] = "another", ["GEMINI_API_KEY"] = SourceWorld.Canary },
        };

        Assert.That(await World.ListAsync(request), Has.Count.EqualTo(3));
    }
}
