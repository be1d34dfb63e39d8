using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Which model strings LiteLLM can place with a provider. Others are stored but never served.</summary>
internal static class ModelProviders
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "openai", "azure", "azure_ai", "anthropic", "bedrock", "vertex_ai", "gemini", "ollama", "ollama_chat", "groq", "mistral", "cohere",
        "cohere_chat", "deepseek", "fireworks_ai", "together_ai", "openrouter", "perplexity", "huggingface", "hosted_vllm", "vllm", "xai",
        "cerebras", "replicate", "sagemaker", "sagemaker_chat", "databricks", "watsonx", "nvidia_nim", "cloudflare", "ai21", "anyscale",
        "deepinfra", "voyage", "jina_ai", "lm_studio", "litellm_proxy", "custom_openai", "text-completion-openai", "github", "github_copilot",
        "sambanova", "novita", "moonshot", "dashscope", "elevenlabs", "assemblyai", "deepgram", "llamafile", "xinference", "triton", "oci");

    private static readonly string[] BarePrefixes =
        ["gpt-", "chatgpt-", "o1", "o3", "o4", "text-embedding-", "dall-e", "whisper-", "tts-", "omni-moderation", "claude-", "command-r"];

    /// <summary>The provider of a row's parameters, or null when LiteLLM would not know it.</summary>
    public static string? Of(JsonObject litellmParams)
    {
        if (Json.Text(litellmParams["custom_llm_provider"]) is { Length: > 0 } named)
        {
            return Known.Contains(named) ? named : null;
        }

        var model = Json.Text(litellmParams["model"]) ?? "";
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && Known.Contains(model[..slash]))
        {
            return model.Length > slash + 1 ? model[..slash] : null;
        }

        foreach (var prefix in BarePrefixes)
        {
            if (model.StartsWith(prefix, StringComparison.Ordinal))
            {
                return prefix == "claude-" ? "anthropic" : prefix == "command-r" ? "cohere" : "openai";
            }
        }

        return null;
    }
}
