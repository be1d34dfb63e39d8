using System.Net;
using System.Text.Json.Nodes;

namespace Alitellm.Api.Tests.RealApi;

public sealed class RefusalsOnRealApiTests
{
    [TestCase("LiteLLMConnection", "endpoint", "\"\"", "spec.endpoint")]
    [TestCase("LiteLLMConnection", "endpoint", "\"ftp://x\"", "endpoint must start with http:// or https://")]
    [TestCase("LiteLLMConnection", "endpoint", "\"http://u:p@x\"", "endpoint must not contain user information or '@'")]
    [TestCase("LiteLLMConnection", "endpoint", "\"http://x y\"", "endpoint must not contain whitespace")]
    [TestCase("LiteLLMConnection", "endpoint", "\"http://x/?a=1\"", "spec.endpoint in body should match")]
    [TestCase("LiteLLMConnection", "endpoint", null, "spec.endpoint: Required value")]
    [TestCase("LiteLLMConnection", "masterKeySecretRef", """{"name":"s"}""", "spec.masterKeySecretRef.key: Required value")]
    [TestCase("LiteLLMConnection", "masterKeySecretRef", """{"name":"","key":"k"}""", "spec.masterKeySecretRef.name")]
    [TestCase("LiteLLMConnection", "mcpToolPrefixSeparator", "\"_\"", "supported values: \".\", \"-\"")]
    [TestCase("LiteLLMConnection", "maxRequestsPerSecond", "1001", "should be less than or equal to 1000")]
    [TestCase("LiteLLMConnection", "maxBurst", "-1", "should be greater than or equal to 0")]
    [TestCase("LiteLLMConnection", "defaults", """{"driftPolicy":"Ignore"}""", "supported values: \"Correct\", \"Report\"")]
    [TestCase("LiteLLMConnection", "caBundleSecretRef", """{"name":"ca"}""", "spec.caBundleSecretRef.key: Required value")]
    [TestCase("LiteLLMModel", "params", "[]", "spec.params in body must be of type object")]
    [TestCase("LiteLLMModel", "secrets", """[{"as":"lower","secretRef":{"name":"s","key":"k"}}]""", "spec.secrets[0].as")]
    [TestCase("LiteLLMModel", "secrets", """[{"as":"A"}]""", "spec.secrets[0].secretRef: Required value")]
    [TestCase("LiteLLMModel", "deletionPolicy", "\"Keep\"", "supported values: \"Delete\", \"Orphan\"")]
    [TestCase("LiteLLMModel", "managementPolicy", "\"Off\"", "supported values: \"Apply\", \"Observe\"")]
    [TestCase("LiteLLMModel", "adoptionPolicy", "\"Sometimes\"", "supported values: \"Always\", \"IfIdentical\", \"Never\"")]
    [TestCase("LiteLLMModel", "suspend", "\"yes\"", "spec.suspend in body must be of type boolean")]
    [TestCase("LiteLLMModel", "connectionRef", """{"name":""}""", "spec.connectionRef.name")]
    [TestCase("LiteLLMModel", "ignoreFields", """["a..b"]""", "spec.ignoreFields[0]")]
    [TestCase("LiteLLMModel", "ignoreFields", """["a.b","a.b"]""", "Duplicate value")]
    [TestCase("LiteLLMModel", "parms", "{}", "unknown field \"spec.parms\"")]
    [TestCase("LiteLLMModelAlias", "aliases", "[]", "spec.aliases")]
    [TestCase("LiteLLMModelAlias", "aliases", """[{"name":"a","value":"b"},{"name":"a","value":"c"}]""", "Duplicate value: {\"name\":\"a\"}")]
    [TestCase("LiteLLMModelAlias", "aliases", """[{"name":"-a","value":"b"}]""", "spec.aliases[0].name")]
    [TestCase("LiteLLMModelAlias", "aliases", """[{"name":"a","value":""}]""", "spec.aliases[0].value")]
    [TestCase("LiteLLMTeam", "budget", """{"period":"1w"}""", "spec.budget.period")]
    [TestCase("LiteLLMTeam", "budget", """{"limit":"10"}""", "must be of type number")]
    [TestCase("LiteLLMTeam", "rateLimits", """{"rpm":-1}""", "spec.rateLimits.rpm")]
    [TestCase("LiteLLMTeam", "rateLimits", """{"tpm":2147483648}""", "spec.rateLimits.tpm")]
    [TestCase("LiteLLMGuardRail", "guardrailName", "\"\"", "spec.guardrailName")]
    [TestCase("LiteLLMGuardRail", "provider", null, "spec.provider: Required value")]
    [TestCase("LiteLLMGuardRail", "mode", "[]", "spec.mode")]
    [TestCase("LiteLLMGuardRail", "mode", """["later"]""", "supported values: \"pre_call\"")]
    [TestCase("LiteLLMGuardRail", "mode", """["pre_call","pre_call","pre_call","pre_call","pre_call","pre_call","pre_call"]""", "must have at most 6 items")]
    [TestCase("LiteLLMMCPServer", "transport", "\"stdio\"", "supported values: \"http\", \"sse\"")]
    [TestCase("LiteLLMMCPServer", "transport", "\"streamable-http\"", "supported values: \"http\", \"sse\"")]
    [TestCase("LiteLLMMCPServer", "endpoint", null, "spec.endpoint: Required value")]
    [TestCase("LiteLLMMCPToolset", "from", """[{"tools":["a"]}]""", "spec.from[0].server: Required value")]
    [TestCase("LiteLLMA2AAgent", "agentCard", null, "spec.agentCard: Required value")]
    [TestCase("LiteLLMA2AAgent", "agentCard", "\"card\"", "spec.agentCard in body must be of type object")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"cohere\"", "supported values: \"a2a\"")]
    [TestCase("LiteLLMModelDiscovery", "credentialsSecretRef", """{"name":"s"}""", "a2a forbids")]
    [TestCase("LiteLLMModelDiscovery", "regions", """["eu-north-1"]""", "regions is for type bedrock only")]
    [TestCase("LiteLLMModelDiscovery", "inferenceProfiles", """["eu"]""", "inferenceProfiles is for type bedrock only")]
    [TestCase("LiteLLMModelDiscovery", "litellmProvider", "\"groq\"", "litellmProvider is for type openai only")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"anthropic\"", "type anthropic requires credentialsSecretRef")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"azure-openai\"", "type azure-openai requires credentialsSecretRef and baseUrl")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"bedrock\"", "type bedrock requires regions")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"elevenlabs\"", "type elevenlabs requires credentialsSecretRef")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"gemini\"", "type gemini requires credentialsSecretRef")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"huggingface-tgi\"", "type huggingface-tgi requires baseUrl")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"kubeai\"", "type kubeai requires baseUrl")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"ollama\"", "type ollama requires baseUrl")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"openai\"", "type openai requires credentialsSecretRef")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"vertex\"", "type vertex requires credentialsSecretRef and region")]
    [TestCase("LiteLLMModelDiscovery", "type", "\"vllm\"", "type vllm requires baseUrl")]
    [TestCase("LiteLLMModelDiscovery", "prefix", "\"Upper\"", "spec.prefix")]
    [TestCase("LiteLLMModelDiscovery", "aliases", "[{}]", "an alias rule needs prefix or suffix")]
    [TestCase("LiteLLMModelDiscovery", "aliases", """[{"prefix":"[x"}]""", "spec.aliases[0].prefix")]
    [TestCase("LiteLLMModelDiscovery", "refresh", """{"interval":"59s"}""", "of at least 1m")]
    [TestCase("LiteLLMModelDiscovery", "refresh", """{"interval":"1d"}""", "must be a Go duration")]
    [TestCase("LiteLLMModelDiscovery", "refresh", null, "spec.refresh: Required value")]
    [TestCase("LiteLLMModelDiscovery", "pruneGuard", """{"maxShrinkPercent":101}""", "spec.pruneGuard.maxShrinkPercent")]
    [TestCase("LiteLLMMCPServerDiscovery", "prefix", "\"a.b\"", "spec.prefix")]
    [TestCase("LiteLLMMCPServerDiscovery", "prefix", "\"0123456789012345678901234567890\"", "spec.prefix")]
    [TestCase("LiteLLMMCPServerDiscovery", "type", "\"docker\"", "supported values: \"toolhive\"")]
    [TestCase("LiteLLMMCPServerDiscovery", "toolhive", """{"namespaces":[]}""", "spec.toolhive.namespaces")]
    [TestCase("LiteLLMMCPServerDiscovery", "toolhive", """{"namespaces":[""]}""", "spec.toolhive.namespaces[0]")]
    [TestCase("LiteLLMMCPServerDiscovery", "toolhive", """{"namespaces":["a"],"kinds":["Pod"]}""", "spec.toolhive.kinds[0]")]
    public async Task A_bad_value_is_refused_and_the_message_says_what_is_wrong(string kind, string field, string? json, string message)
    {
        var manifest = Minimal.Manifest(kind, "bad");
        if (json is null)
        {
            manifest["spec"]!.AsObject().Remove(field);
        }
        else
        {
            manifest["spec"]![field] = JsonNode.Parse(json);
        }

        var (status, answer) = await RealApiSetup.Api.CreateAsync(ApiServer.Objects(kind), manifest, dryRun: true);

        Assert.That(status, Is.AnyOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest));
        Assert.That((string)answer["message"]!, Does.Contain(message));
    }

    [Test]
    public async Task Prefix_and_disablePrefix_exclude_each_other()
    {
        var manifest = Minimal.Manifest("LiteLLMModelDiscovery", "both");
        manifest["spec"]!["prefix"] = "a";
        manifest["spec"]!["disablePrefix"] = true;

        Assert.That(await RefusalAsync(manifest), Does.Contain("prefix and disablePrefix: true exclude each other"));
    }

    [TestCase("LiteLLMModelDiscovery")]
    [TestCase("LiteLLMMCPServerDiscovery")]
    public async Task A_discovery_whose_name_is_no_label_value_is_refused(string kind)
    {
        Assert.That(await RefusalAsync(Minimal.Manifest(kind, new string('a', 64))), Does.Contain("at most 63 characters"));
        Assert.That(await RefusalAsync(Minimal.Manifest(kind, new string('a', 63))), Is.Null);
    }

    [TestCase("LiteLLMConnection")]
    [TestCase("LiteLLMModelAlias")]
    [TestCase("LiteLLMModelDiscovery")]
    [TestCase("LiteLLMGuardRail")]
    [TestCase("LiteLLMMCPServer")]
    [TestCase("LiteLLMMCPServerDiscovery")]
    [TestCase("LiteLLMA2AAgent")]
    public async Task A_spec_with_required_fields_cannot_be_left_out(string kind)
    {
        var manifest = Minimal.Manifest(kind, "without-spec");
        manifest.Remove("spec");

        Assert.That(await RefusalAsync(manifest), Does.Contain("spec: Required value"));
    }

    /// <summary>The server's message; null when it would accept.</summary>
    private static async Task<string?> RefusalAsync(JsonObject manifest)
    {
        var (status, answer) = await RealApiSetup.Api.CreateAsync(ApiServer.Objects((string)manifest["kind"]!), manifest, dryRun: true);
        return status == HttpStatusCode.Created ? null : (string)answer["message"]!;
    }
}
