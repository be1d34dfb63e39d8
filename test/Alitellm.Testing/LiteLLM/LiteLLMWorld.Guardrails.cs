using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <content>Guardrails behind the operator's back. Nothing here appears in the journal.</content>
public sealed partial class LiteLLMWorld
{
    private readonly GuardrailArea guardrails;

    /// <summary>The guardrails of the database, secrets in clear, in order of creation.</summary>
    public IReadOnlyList<GuardrailRow> Guardrails
    {
        get
        {
            lock (gate)
            {
                return [.. GuardrailTable.Rows];
            }
        }
    }

    internal GuardrailTable GuardrailTable { get; } = new();

    public GuardrailRow? FindGuardrail(string id)
    {
        lock (gate)
        {
            return GuardrailTable.Find(id);
        }
    }

    /// <summary>Somebody adds a guardrail: <c>{"guardrail_name", "litellm_params", "guardrail_info"}</c>, whoever else has the name.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">The body is not a guardrail.</exception>
    public string CreateGuardrailByHand(JsonObject guardrail)
    {
        ArgumentNullException.ThrowIfNull(guardrail);
        lock (gate)
        {
            var row = GuardrailOf(guardrail);
            GuardrailTable.Put(row);
            return row.Id;
        }
    }

    /// <summary>Somebody edits a guardrail: keys of <c>litellm_params</c> and <c>guardrail_info</c> merge, a null removes, <c>guardrail_name</c> renames.</summary>
    /// <exception cref="KeyNotFoundException">There is no such guardrail.</exception>
    public void EditGuardrailByHand(string id, JsonObject patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        lock (gate)
        {
            var row = GuardrailTable.Find(id) ?? throw new KeyNotFoundException($"There is no guardrail with the id {id}.");
            GuardrailTable.Put(row with
            {
                Name = Json.Text(patch["guardrail_name"]) ?? row.Name,
                LitellmParams = Edited(row.LitellmParams, patch["litellm_params"] as JsonObject) ?? row.LitellmParams,
                GuardrailInfo = Edited(row.GuardrailInfo, patch["guardrail_info"] as JsonObject) ?? row.GuardrailInfo,
                PolicyTemplate = patch.TryGetPropertyValue("policy_template", out var template) ? Json.Text(template) : row.PolicyTemplate,
                UpdatedAt = Now,
            });
        }
    }

    /// <summary>Somebody deletes a guardrail.</summary>
    /// <exception cref="KeyNotFoundException">There is no such guardrail.</exception>
    public void DeleteGuardrailByHand(string id)
    {
        lock (gate)
        {
            if (!GuardrailTable.Remove(id))
            {
                throw new KeyNotFoundException($"There is no guardrail with the id {id}.");
            }
        }
    }

    /// <summary>The configuration file now has these guardrails, and the proxy was restarted with it.</summary>
    /// <exception cref="ArgumentException">A body is not a guardrail.</exception>
    public void SetConfigGuardrails(params IReadOnlyList<JsonObject> bodies)
    {
        lock (gate)
        {
            GuardrailTable.Config = [.. bodies.Select(body => GuardrailOf(body) with { FromConfig = true })];
        }
    }

    private GuardrailRow GuardrailOf(JsonObject body)
    {
        try
        {
            return guardrails.NewRow(body, NewId(), Now);
        }
        catch (ReplyException error)
        {
            throw new ArgumentException($"LiteLLM would answer {error.Reply.Status} to this guardrail.", nameof(body), error);
        }
    }
}
