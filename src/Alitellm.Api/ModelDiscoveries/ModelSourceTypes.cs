namespace Alitellm.Api.ModelDiscoveries;

/// <summary>Where models are discovered.</summary>
public static class ModelSourceTypes
{
    /// <summary>The LiteLLMA2AAgent objects of the namespace.</summary>
    public const string A2A = "a2a";

    public const string Anthropic = "anthropic";

    /// <summary>The deployments of an Azure OpenAI resource.</summary>
    public const string AzureOpenAI = "azure-openai";

    public const string Bedrock = "bedrock";

    public const string ElevenLabs = "elevenlabs";

    public const string Gemini = "gemini";

    /// <summary>A Hugging Face Text Generation Inference server.</summary>
    public const string HuggingFaceTgi = "huggingface-tgi";

    public const string KubeAI = "kubeai";

    public const string Ollama = "ollama";

    /// <summary>OpenAI, or with a baseUrl any service that answers like it.</summary>
    public const string OpenAI = "openai";

    public const string Vertex = "vertex";

    /// <summary>A vLLM server.</summary>
    public const string Vllm = "vllm";

    /// <summary>Every type, once.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        A2A, Anthropic, AzureOpenAI, Bedrock, ElevenLabs, Gemini, HuggingFaceTgi, KubeAI, Ollama, OpenAI, Vertex, Vllm,
    ];
}
