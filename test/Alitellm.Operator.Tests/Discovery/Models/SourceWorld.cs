using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Models;
using Alitellm.Operator.Discovery.Models.Sources.Aws;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Operator.Hosting;
using Alitellm.Testing.Providers;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Models;

/// <summary>Every type of source with a provider behind it that has models a, b and c (TGI: a) and takes one credential.</summary>
internal sealed class SourceWorld : IDisposable
{
    public const string Canary = "sk-canary-Zx81-credential";
    public const string AwsSecret = "canary/aws+secret";

    private static readonly ServiceAccount s_account = new();

    private readonly Dictionary<string, Provider> _providers = [];
    private readonly Dictionary<string, string> _files = [];

    public SourceWorld(IReadOnlyDictionary<string, string?>? environment = null, AgentStore? agents = null)
    {
        Providers = new ProviderWorld(Time, s_account);
        Aws = new AwsEnvironment(environment ?? new Dictionary<string, string?>(), path => _files.TryGetValue(path, out var text) ? text : throw new FileNotFoundException(path));
        Sources = new ModelSources(new OperatorOptions { Identity = "a", InstanceId = "test" }, Time, agents ?? new AgentStore(), Providers.CreateHandler, Aws);
        _providers[ModelSourceTypes.Anthropic] = Providers.Anthropic;
        _providers[ModelSourceTypes.AzureOpenAI] = Providers.Add("models.openai.azure.com", new AzureOpenAIProvider());
        _providers[ModelSourceTypes.Bedrock] = Providers.AddBedrock("eu-north-1");
        _providers[ModelSourceTypes.ElevenLabs] = Providers.ElevenLabs;
        _providers[ModelSourceTypes.Gemini] = Providers.Gemini;
        _providers[ModelSourceTypes.HuggingFaceTgi] = Providers.Add("tgi.ai.svc", new TgiProvider());
        _providers[ModelSourceTypes.KubeAI] = Providers.Add("kubeai.ai.svc", new OpenAIProvider("/openai/v1"));
        _providers[ModelSourceTypes.Ollama] = Providers.Add("ollama.ai.svc", new OllamaProvider());
        _providers[ModelSourceTypes.OpenAI] = Providers.OpenAI;
        _providers[ModelSourceTypes.Vertex] = Providers.AddVertex("europe-west1-aiplatform.googleapis.com");
        _providers[ModelSourceTypes.Vllm] = Providers.Add("vllm.ai.svc", new OpenAIProvider());
        foreach (var (type, provider) in _providers)
        {
            foreach (var model in (string[])["a", "b", "c"])
            {
                provider.Models.Add(model);
            }

            provider.Key = type is ModelSourceTypes.KubeAI ? null : Canary;
        }
    }

    /// <summary>The types that are listed over HTTP.</summary>
    public static IReadOnlyList<string> HttpTypes { get; } =
    [
        ModelSourceTypes.Anthropic, ModelSourceTypes.AzureOpenAI, ModelSourceTypes.Bedrock, ModelSourceTypes.ElevenLabs, ModelSourceTypes.Gemini,
        ModelSourceTypes.HuggingFaceTgi, ModelSourceTypes.KubeAI, ModelSourceTypes.Ollama, ModelSourceTypes.OpenAI, ModelSourceTypes.Vertex,
        ModelSourceTypes.Vllm,
    ];

    /// <summary>Those that list anything; a TGI server always has its one model.</summary>
    public static IEnumerable<string> ListTypes => HttpTypes.Where(type => type != ModelSourceTypes.HuggingFaceTgi);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ProviderWorld Providers { get; }

    public AwsEnvironment Aws { get; }

    public ModelSources Sources { get; }

    /// <summary>Everything that no message may hold.</summary>
    public IReadOnlyList<string> Secrets => [Canary, AwsSecret, Providers.GoogleTokens.Token, "refused:", .. Providers.Account.Secrets];

    public void AddFile(string path, string text)
    {
        _files[path] = text;
    }

    public Provider Provider(string type)
    {
        return _providers[type];
    }

    /// <summary>A request that the provider answers.</summary>
    public ModelSourceRequest Request(string type)
    {
        var spec = new ModelDiscoverySpec { Type = type, CredentialsSecretRef = new() { Name = "key" } };
        return type switch
        {
            ModelSourceTypes.AzureOpenAI => Request(spec, "https://models.openai.azure.com/", ("AZURE_API_KEY", Canary)),
            ModelSourceTypes.Bedrock => Bedrock(spec),
            ModelSourceTypes.HuggingFaceTgi => Request(spec, "http://tgi.ai.svc", ("HUGGINGFACE_API_KEY", Canary)),
            ModelSourceTypes.KubeAI => Request(spec, "http://kubeai.ai.svc/openai/v1/"),
            ModelSourceTypes.Ollama => Request(spec, "http://ollama.ai.svc:11434", ("OLLAMA_API_KEY", Canary)),
            ModelSourceTypes.Vertex => Vertex(spec),
            ModelSourceTypes.Vllm => Request(spec, "http://vllm.ai.svc:8000/v1", ("VLLM_API_KEY", Canary)),
            _ => Request(spec, null, ($"{type.ToUpperInvariant()}_API_KEY", Canary)),
        };
    }

    public Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request)
    {
        return Sources.Find(request.Spec.Type)!.ListAsync(request, CancellationToken.None);
    }

    public Task<IReadOnlyList<ModelCandidate>> ListAsync(string type)
    {
        return ListAsync(Request(type));
    }

    public async Task<SourceException> FailureAsync(ModelSourceRequest request)
    {
        try
        {
            var models = await ListAsync(request);
            Assert.Fail($"it listed {string.Join(", ", models.Select(model => model.Id))}");
        }
        catch (SourceException error)
        {
            foreach (var secret in Secrets)
            {
                Assert.That(error.ToString(), Does.Not.Contain(secret));
            }

            return error;
        }

        throw new InvalidOperationException("unreachable");
    }

    public Task<SourceException> FailureAsync(string type)
    {
        return FailureAsync(Request(type));
    }

    public void Dispose()
    {
        Sources.Dispose();
        Providers.Dispose();
    }

    private static ModelSourceRequest Bedrock(ModelDiscoverySpec spec)
    {
        spec.Regions = ["eu-north-1"];
        return Request(spec, null, ("AWS_ACCESS_KEY_ID", Canary), ("AWS_SECRET_ACCESS_KEY", AwsSecret));
    }

    private ModelSourceRequest Vertex(ModelDiscoverySpec spec)
    {
        spec.Region = "europe-west1";
        return Request(spec, null, ("VERTEX_CREDENTIALS", Providers.Account.KeyFile));
    }

    private static ModelSourceRequest Request(ModelDiscoverySpec spec, string? baseUrl, params IReadOnlyList<(string Key, string Value)> credentials)
    {
        spec.BaseUrl = baseUrl;
        return new ModelSourceRequest("default", spec, credentials.ToDictionary(credential => credential.Key, credential => credential.Value));
    }
}
