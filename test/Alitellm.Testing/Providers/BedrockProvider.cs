using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>
/// Bedrock's control plane in one region. It looks at who signed and for what; whether a signature is right is for AWS's published vectors.
/// <see cref="Provider.Models"/> are on-demand text models, before those of <see cref="Further"/>.
/// </summary>
public sealed class BedrockProvider(string region, TimeProvider time) : Provider
{
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);

    /// <summary>Models of other kinds.</summary>
    public IList<BedrockModel> Further { get; } = [];

    /// <summary>Inference profile → status.</summary>
    public IDictionary<string, string> Profiles { get; } = new Dictionary<string, string>();

    /// <summary>The session token that must come with the key; null for a permanent key.</summary>
    public string? SessionToken { get; set; }

    protected override string ItemsName => "modelSummaries";

    private protected override bool IsAuthorized(WireRequest request)
    {
        var date = request.Header("x-amz-date") ?? "";
        return DateTimeOffset.TryParseExact(
                date, "yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var signed)
            && (time.GetUtcNow() - signed).Duration() < s_skew
            && request.Header("Authorization") is { } authorization
            && authorization.Contains($"Credential={Key ?? "AKIDEXAMPLE"}/{date[..8]}/{region}/bedrock/aws4_request,", StringComparison.Ordinal)
            && authorization.Contains("SignedHeaders=host;x-amz-date", StringComparison.Ordinal)
            && request.Header("x-amz-security-token") == SessionToken;
    }

    private protected override Reply? Answer(WireRequest request)
    {
        return request switch
        {
            { Method: "GET", Path: "/foundation-models" } => Reply.Ok(FoundationModels(Parameter(request, "byInferenceType"))),
            { Method: "GET", Path: "/inference-profiles" } when Parameter(request, "type") == "SYSTEM_DEFINED" => Reply.Ok(InferenceProfiles(Parameter(request, "nextToken"))),
            _ => null,
        };
    }

    /// <summary>AWS names the error in a header.</summary>
    private protected override Reply Refusal(int status, WireRequest request)
    {
        var error = status switch { 401 or 403 => "UnrecognizedClientException", 429 => "ThrottlingException", _ => "InternalServerException" };
        return base.Refusal(status == 401 ? 403 : status, request) with { Header = ("x-amzn-ErrorType", $"{error}:http://internal.amazon.com/") };
    }

    private JsonObject FoundationModels(string? inferenceType)
    {
        var models = Models.Select(id => new BedrockModel(id)).Concat(Further).Where(model => inferenceType is null || model.InferenceType == inferenceType);
        return new JsonObject
        {
            ["modelSummaries"] = List(models, model =>
            {
                var summary = new JsonObject
                {
                    ["modelId"] = model.Id,
                    ["modelName"] = model.Id,
                    ["outputModalities"] = new JsonArray(model.OutputModality),
                    ["inferenceTypesSupported"] = new JsonArray(model.InferenceType),
                };
                if (model.Lifecycle is { } lifecycle)
                {
                    summary["modelLifecycle"] = new JsonObject { ["status"] = lifecycle };
                }

                return summary;
            }),
        };
    }

    private JsonObject InferenceProfiles(string? token)
    {
        var (items, next) = Page(Profiles, token);
        var page = new JsonObject
        {
            ["inferenceProfileSummaries"] = List(items, profile => new JsonObject { ["inferenceProfileId"] = profile.Key, ["status"] = profile.Value, ["type"] = "SYSTEM_DEFINED" }),
        };
        if (next is not null)
        {
            page["nextToken"] = next;
        }

        return page;
    }
}
