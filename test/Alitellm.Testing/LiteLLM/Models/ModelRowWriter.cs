using System.Text.Json;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Writes rows the way each kind of answer shows them.</summary>
internal sealed class ModelRowWriter(bool licensed, Random random)
{
    public const string Admin = "default_user_id";

    /// <summary>LiteLLM's timestamps: UTC, milliseconds written as microseconds.</summary>
    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'000Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The answer of a write: the stored row, every string parameter encrypted afresh.</summary>
    public Reply Stored(ModelRow row)
    {
        var body = Json.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model_id", row.Id);
            writer.WriteString("model_name", row.ModelName);
            writer.WriteStartObject("litellm_params");
            foreach (var (key, value) in row.LitellmParams)
            {
                writer.WritePropertyName(key);
                if (Json.Text(value) is { } text)
                {
                    writer.WriteStringValue(Cipher(text));
                }
                else
                {
                    Json.Write(writer, value);
                }
            }

            writer.WriteEndObject();
            writer.WritePropertyName("model_info");
            Json.Write(writer, row.ModelInfo);
            writer.WriteString("created_at", Stamp(row.CreatedAt));
            writer.WriteString("created_by", Admin);
            writer.WriteString("updated_at", Stamp(row.UpdatedAt));
            writer.WriteString("updated_by", Admin);
            writer.WriteEndObject();
        });
        return Reply.Json(200, body);
    }

    /// <summary>The row as reads show it. Built once per version.</summary>
    public ReadOnlyMemory<byte> Shown(ModelRow row) => row.Rendered ??= Json.Bytes(writer => Write(writer, row, row.ModelName));

    /// <summary>The row under an alias.</summary>
    public ReadOnlyMemory<byte> ShownAs(ModelRow row, string alias) => Json.Bytes(writer => Write(writer, row, alias));

    private void Write(Utf8JsonWriter writer, ModelRow row, string name)
    {
        writer.WriteStartObject();
        writer.WriteString("model_name", name);
        writer.WritePropertyName("litellm_params");
        ModelMask.Write(writer, row.LitellmParams, top: true);
        writer.WriteStartObject("model_info");
        foreach (var (key, value) in row.ModelInfo)
        {
            if (key is not ("id" or "db_model"))
            {
                writer.WritePropertyName(key);
                Json.Write(writer, value);
            }
        }

        writer.WriteString("id", row.Id);
        writer.WriteBoolean("db_model", !row.FromConfig);
        if (licensed && !row.FromConfig)
        {
            writer.WriteString("created_at", Stamp(row.CreatedAt));
            writer.WriteString("created_by", Admin);
            writer.WriteString("updated_at", Stamp(row.UpdatedAt));
            writer.WriteString("updated_by", Admin);
        }

        if (ModelProviders.Of(row.LitellmParams) is { } provider)
        {
            foreach (var (key, value) in GeneratedModelInfo.For(Json.Text(row.LitellmParams["model"]) ?? "", provider))
            {
                if (!row.ModelInfo.ContainsKey(key))
                {
                    writer.WritePropertyName(key);
                    writer.WriteRawValue(value, skipInputValidation: true);
                }
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>As long as a real ciphertext (nonce and tag add 40 bytes) and different each time; nobody is meant to decrypt it.</summary>
    private string Cipher(string text)
    {
        var bytes = new byte[40 + System.Text.Encoding.UTF8.GetByteCount(text)];
        random.NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }
}
