using System.Text.Json.Nodes;
using Alitellm.Api.Discoveries;
using Alitellm.Api.Schema;

namespace Alitellm.Api.ModelDiscoveries;

/// <summary>Where models are discovered and what is generated for them.</summary>
[CelRule(
    "self.type != 'a2a' || (!has(self.credentialsSecretRef) && !has(self.region) && !has(self.baseUrl))",
    "type a2a forbids credentialsSecretRef, region and baseUrl")]
[CelRule(
    "self.type != 'anthropic' || (has(self.credentialsSecretRef) && !has(self.region) && !has(self.baseUrl))",
    "type anthropic requires credentialsSecretRef and forbids region and baseUrl")]
[CelRule(
    "self.type != 'azure-openai' || (has(self.credentialsSecretRef) && has(self.baseUrl) && !has(self.region))",
    "type azure-openai requires credentialsSecretRef and baseUrl and forbids region")]
[CelRule(
    "self.type != 'bedrock' || (has(self.regions) && !has(self.region) && !has(self.baseUrl))",
    "type bedrock requires regions and forbids region and baseUrl")]
[CelRule(
    "self.type != 'elevenlabs' || (has(self.credentialsSecretRef) && !has(self.region) && !has(self.baseUrl))",
    "type elevenlabs requires credentialsSecretRef and forbids region and baseUrl")]
[CelRule(
    "self.type != 'gemini' || (has(self.credentialsSecretRef) && !has(self.region) && !has(self.baseUrl))",
    "type gemini requires credentialsSecretRef and forbids region and baseUrl")]
[CelRule("self.type != 'huggingface-tgi' || (has(self.baseUrl) && !has(self.region))", "type huggingface-tgi requires baseUrl and forbids region")]
[CelRule(
    "self.type != 'kubeai' || (has(self.baseUrl) && !has(self.credentialsSecretRef) && !has(self.region))",
    "type kubeai requires baseUrl and forbids credentialsSecretRef and region")]
[CelRule("self.type != 'ollama' || (has(self.baseUrl) && !has(self.region))", "type ollama requires baseUrl and forbids region")]
[CelRule(
    "self.type != 'openai' || (has(self.credentialsSecretRef) && !has(self.region))",
    "type openai requires credentialsSecretRef and forbids region")]
[CelRule(
    "self.type != 'vertex' || (has(self.credentialsSecretRef) && has(self.region) && !has(self.baseUrl))",
    "type vertex requires credentialsSecretRef and region and forbids baseUrl")]
[CelRule("self.type != 'vllm' || (has(self.baseUrl) && !has(self.region))", "type vllm requires baseUrl and forbids region")]
[CelRule("self.type == 'bedrock' || !has(self.regions)", "regions is for type bedrock only")]
[CelRule("self.type == 'bedrock' || !has(self.inferenceProfiles)", "inferenceProfiles is for type bedrock only")]
[CelRule("self.type == 'openai' || !has(self.litellmProvider)", "litellmProvider is for type openai only")]
[CelRule("!has(self.prefix) || !has(self.disablePrefix) || !self.disablePrefix", "prefix and disablePrefix: true exclude each other")]
public sealed class ModelDiscoverySpec : DiscoverySpec
{
    /// <summary>The kind of source.</summary>
    [Required]
    [AllowedValues(
        ModelSourceTypes.A2A,
        ModelSourceTypes.Anthropic,
        ModelSourceTypes.AzureOpenAI,
        ModelSourceTypes.Bedrock,
        ModelSourceTypes.ElevenLabs,
        ModelSourceTypes.Gemini,
        ModelSourceTypes.HuggingFaceTgi,
        ModelSourceTypes.KubeAI,
        ModelSourceTypes.Ollama,
        ModelSourceTypes.OpenAI,
        ModelSourceTypes.Vertex,
        ModelSourceTypes.Vllm)]
    public string Type { get; set; } = "";

    /// <summary>
    /// For openai: the provider in params.model of the generated models instead of openai, such as openrouter. LiteLLM looks prices up by it.
    /// Names of the models stay as they are.
    /// </summary>
    [MaxLength(40), Pattern("^[a-z0-9_]+$")]
    public string? LitellmProvider { get; set; }

    /// <summary>
    /// The first part of the generated models' names, followed by a dot; absent is the type. Use one of its own for each of several discoveries
    /// of a type.
    /// </summary>
    [MaxLength(63), Pattern(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    public string? Prefix { get; set; }

    /// <summary>Name the generated models by the source's name alone. Models of two sources may then collide.</summary>
    public bool? DisablePrefix { get; set; }

    /// <summary>Further names for the generated models, written as LiteLLMModelAlias objects.</summary>
    [MaxItems(16)]
    public IList<ModelAliasRule>? Aliases { get; set; }

    /// <summary>
    /// The Secret that holds the source's credentials; they never reach a generated object. Its keys are fixed per type. anthropic:
    /// ANTHROPIC_API_KEY. azure-openai: AZURE_API_KEY. bedrock: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, with temporary keys,
    /// AWS_SESSION_TOKEN; without a Secret the operator's own variables or the role of its service account (IRSA, EKS Pod Identity, ECS) are used,
    /// never the machine's. elevenlabs: ELEVENLABS_API_KEY. gemini: GEMINI_API_KEY or GOOGLE_API_KEY. huggingface-tgi: HUGGINGFACE_API_KEY. ollama:
    /// OLLAMA_API_KEY. openai: OPENAI_API_KEY. vertex: VERTEX_CREDENTIALS, the JSON key file of a service account. vllm: VLLM_API_KEY. Where the
    /// Secret is optional, a server that wants no key needs none; a Secret that is named must have the key.
    /// </summary>
    public CredentialsSecretRef? CredentialsSecretRef { get; set; }

    /// <summary>For vertex: the location.</summary>
    [Pattern("^[a-z0-9-]+$")]
    public string? Region { get; set; }

    /// <summary>For bedrock: the AWS regions, in order; a model is generated from the first region that has it.</summary>
    [MinItems(1), ListSet, Pattern("^[a-z0-9-]+$", OnItems = true)]
    public IList<string>? Regions { get; set; }

    /// <summary>
    /// For bedrock: geographies of inference profiles (eu, us, apac, global), in order, for models that a region offers through a profile only.
    /// </summary>
    [MinItems(1), ListSet]
    public IList<string>? InferenceProfiles { get; set; }

    /// <summary>
    /// The root of the source's API, for sources that have no fixed one. Sent to the generated models as api_base unless params sets that. For
    /// kubeai, openai and vllm it is what /models is appended to and usually ends in /v1; for azure-openai, huggingface-tgi and ollama it is the
    /// server's root. Loopback, link-local, multicast and metadata addresses are refused unless DISCOVERY_ALLOW_HOSTS names the host; redirects
    /// are not followed.
    /// </summary>
    public string? BaseUrl { get; set; }

    /// <summary>Copied into info of every generated model.</summary>
    [PreserveUnknownFields]
    public JsonObject? Info { get; set; }
}
