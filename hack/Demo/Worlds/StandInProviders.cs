using Alitellm.Testing.Providers;

namespace Alitellm.Demo.Worlds;

/// <summary>The providers that the samples discover models at. None of them is asked: what they would offer is told here.</summary>
internal sealed class StandInProviders : IDisposable
{
    private readonly ProviderWorld _world = new(TimeProvider.System);

    public StandInProviders()
    {
        Fill(_world.OpenAI, "gpt-4o", "gpt-4.1", "gpt-4o-audio", "o3", "text-embedding-3-large", "whisper-1");
        Fill(_world.Anthropic, "claude-opus-4-1", "claude-sonnet-4-5", "claude-haiku-4-5");
        Fill(_world.Gemini, "gemini-2.5-pro", "gemini-2.5-flash", "embedding-001");
        Fill(_world.ElevenLabs, "eleven_v3", "scribe_v1");
        Fill(_world.AddVertex("aiplatform.googleapis.com"), "gemini-2.5-pro", "gemini-2.5-flash");
        Fill(_world.Add("openrouter.ai", new OpenAIProvider("/api/v1")), "deepseek/deepseek-chat", "~anthropic/claude-sonnet-latest");
        Fill(_world.Add("kubeai.kubeai.svc", new OpenAIProvider("/openai/v1")), "llama-3.1-8b", "qwen2.5-coder");
        Fill(_world.Add("vllm.models.svc", new OpenAIProvider()), "meta-llama/Llama-3.3-70B-Instruct");
        Fill(_world.Add("tgi.models.svc", new TgiProvider()), "mistralai/Mistral-7B-Instruct-v0.3");
        Fill(_world.Add("ollama.ollama.svc", new OllamaProvider()), "llama3.2:3b", "nomic-embed-text:latest");
        Fill(_world.Add("example.openai.azure.com", new AzureOpenAIProvider()), "gpt-4o-eu", "gpt-4o-us");
        var north = _world.AddBedrock("eu-north-1");
        Fill(north, "openai.gpt-oss-120b-1:0");
        north.Further.Add(new BedrockModel("amazon.nova-pro-v1:0", InferenceType: "INFERENCE_PROFILE"));
        north.Profiles["eu.amazon.nova-pro-v1:0"] = "ACTIVE";
        north.Key = AwsKey;
        var west = _world.AddBedrock("eu-west-1");
        Fill(west, "openai.gpt-oss-120b-1:0", "google.gemma-3-27b-it");
        west.Key = AwsKey;
    }

    /// <summary>The access key in the samples.</summary>
    private const string AwsKey = "AKIAREPLACEME";

    /// <summary>The key file of the account that the stand-in of Google knows.</summary>
    public string VertexCredentials => _world.Account.KeyFile;

    public HttpMessageHandler CreateHandler() => _world.CreateHandler();

    public void Dispose() => _world.Dispose();

    private static void Fill(Provider provider, params IReadOnlyList<string> models)
    {
        foreach (var model in models)
        {
            provider.Models.Add(model);
        }
    }
}
